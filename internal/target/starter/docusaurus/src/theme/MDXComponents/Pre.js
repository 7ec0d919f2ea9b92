import React from 'react';
import Code from '@theme/MDXComponents/Code';

// Docusaurus leaves <pre> to its code blocks; what is not one of these keeps it.
export default function Pre(props) {
  return React.isValidElement(props.children) && props.children.type === Code ? props.children : <pre {...props} />;
}
