// Where the feeds and the calendar of the roadmap are, without the language.

export const roadmapFeedPath = '/feeds/roadmap.atom';
export const roadmapCalendarPath = '/roadmap.ics';

/** What changes with the items of a theme. */
export function themeFeedPath(theme: string): string {
  return `/feeds/roadmap/themes/${theme}.atom`;
}

/** What changes with an item. */
export function itemFeedPath(item: string): string {
  return `/feeds/roadmap/items/${item}.atom`;
}
