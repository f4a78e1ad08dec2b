interface Save {
  /** Letters, digits, points and hyphens. */
  readonly name: string;
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** A file that the browser saves under its name. */
export function saved({ name, type, body }: Save): Response {
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
  return new Response(body, { headers });
}
