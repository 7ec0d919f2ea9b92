import { latest, site } from '../site';

const xml = (s: string) => s.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);

export async function GET({ site: base }: { site: URL }) {
  const posts = (await latest()).filter(p => p.data.date).slice(0, 10);
  const at = (url: string) => new URL(url, base).href;
  return new Response(`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${xml(site.title)}</title>
<link href="${at('/')}"/>
<link rel="self" href="${at('/feed.xml')}"/>
<id>${at('/')}</id>
<updated>${(posts[0]?.data.date ?? new Date(0)).toISOString()}</updated>
${posts.map(p => `<entry>
<title>${xml(p.data.title || 'Untitled')}</title>
<link href="${at(p.data.url)}"/>
<id>${at(p.data.url)}</id>
<updated>${p.data.date!.toISOString()}</updated>
<author><name>${xml(p.data.author ?? site.title)}</name></author>
<content type="html">${xml(p.rendered?.html ?? p.data.description)}</content>
</entry>`).join('\n')}
</feed>
`, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
}
