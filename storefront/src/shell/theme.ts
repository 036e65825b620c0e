import { createTheme, type MantineColorsTuple } from "@mantine/core";

const works: MantineColorsTuple = [
  "#eaf4f1", "#d3e5e0", "#a5cabf", "#74ae9d", "#4d9680", "#35876e", "#277f65", "#186d55", "#0b614a", "#16302b",
];

/** The look of the house: dark works green, a yellow accent, square-ish corners, the system's own type. */
export const theme = createTheme({
  colors: { works },
  primaryColor: "works",
  primaryShade: 8,
  defaultRadius: "sm",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif",
  headings: { fontWeight: "650" },
});
