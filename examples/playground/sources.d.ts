/** Python sources and style sheets are bundled as text. */
declare module '*.py' {
  const source: string;
  export default source;
}
declare module '*.css';
