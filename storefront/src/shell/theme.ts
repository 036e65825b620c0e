import { createTheme, DEFAULT_THEME, type MantineColorsTuple } from "@mantine/core";

const works: MantineColorsTuple = [
  "#eaf4f1", "#d3e5e0", "#a5cabf", "#74ae9d", "#4d9680", "#35876e", "#277f65", "#186d55", "#0b614a", "#16302b",
];

/** A colour of Mantine whose darkest shade stands out from its lightest by 4.5 to 1, as text on a badge or notice. */
function darkerAtLast(colour: "orange" | "yellow", last: string): MantineColorsTuple {
  return [...DEFAULT_THEME.colors[colour].slice(0, 9), last] as unknown as MantineColorsTuple;
}

/** The look of the house: dark works green, a yellow accent, square-ish corners, the system's own type. */
export const theme = createTheme({
  colors: { works, orange: darkerAtLast("orange", "#a23700"), yellow: darkerAtLast("yellow", "#7a5600") },
  respectReducedMotion: true,
  primaryColor: "works",
  primaryShade: 8,
  defaultRadius: "sm",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif",
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "clamp(1.6rem, 5vw, 2.1rem)" } } },
});
