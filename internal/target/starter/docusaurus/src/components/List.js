import React from 'react';
import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';

// The posts of a category or tag, or all of them.
export default function List({ list }) {
  return (
    <Layout title={list.title} description={list.description}>
      <main className="container margin-vert--lg">
        <h1>{list.title}</h1>
        {list.description && <p>{list.description}</p>}
        {list.groups?.map(({ label, terms }) => (
          <section key={label}>
            <h2>{label}</h2>
            <p>{terms.map(t => <React.Fragment key={t.url}><Link to={t.url}>{t.name}</Link> </React.Fragment>)}</p>
          </section>
        ))}
        <ul>
          {list.posts.map(({ title, url, date }) => <li key={url}>{date} <Link to={url}>{title || 'Untitled'}</Link></li>)}
        </ul>
      </main>
    </Layout>
  );
}
