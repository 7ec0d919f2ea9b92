import React from 'react';
import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';

// The latest posts, ten on a page.
export default function Home({ items, metadata }) {
  return (
    <Layout description={metadata.blogDescription}>
      <main className="container margin-vert--lg">
        {items.map(({ content: { metadata: post, frontMatter } }) => (
          <article key={post.permalink}>
            <h2><Link to={post.permalink}>{post.title || 'Untitled'}</Link></h2>
            {frontMatter.date && <p className="about">{String(frontMatter.date).slice(0, 10)}</p>}
            <p>{post.description}</p>
          </article>
        ))}
        <nav>
          {metadata.previousPage && <Link to={metadata.previousPage}>← Newer</Link>}{' '}
          {metadata.nextPage && <Link to={metadata.nextPage}>Older →</Link>}
        </nav>
      </main>
    </Layout>
  );
}
