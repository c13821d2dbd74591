// The address of a page of the portal, for the texts the bot writes.

/** A page of the portal, in each language. */
export function pageOf(publicUrl: string, path: string): { readonly en: string; readonly zh: string } {
  return { en: `${publicUrl}${path}`, zh: `${publicUrl}/zh${path}` };
}
