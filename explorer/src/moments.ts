/** Moments as people write them, in the time of their own clock, and as `@view` has them. */

/** Give the moment that a field for date and time means, with the offset that holds then. */
export function momentOf(local: string): string {
  const minutes = -new Date(local).getTimezoneOffset();
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? "-" : "+"}${digits(Math.floor(size / 60))}:${digits(size % 60)}`;
  return `${local.slice(0, 16)}:00${offset}`;
}

/** Give what a field for date and time shows for a moment; nothing for one that is none. */
export function localOf(moment: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return "";
  const day = [date.getFullYear(), digits(date.getMonth() + 1), digits(date.getDate())].join("-");
  return `${day}T${digits(date.getHours())}:${digits(date.getMinutes())}`;
}

function digits(value: number): string {
  return String(value).padStart(2, "0");
}
