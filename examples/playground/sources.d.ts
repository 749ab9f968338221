/** Python sources, set-ups and style sheets are bundled as text. */
declare module '*.py' {
  const source: string;
  export default source;
}
declare module '*.json' {
  const setup: string;
  export default setup;
}
declare module '*.css';
