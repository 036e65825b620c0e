// What is wrong with a page as it stands, by measures that need no taste. Answers a list of sentences.
() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const called = (element) => {
    const text = (element.innerText || element.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ").slice(0, 40);
    return `<${element.tagName.toLowerCase()}> “${text}”`;
  };

  // Nothing is wider than the page.
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.body.querySelectorAll("*")].filter((one) => shown(one) && one.getBoundingClientRect().right > width + 1);
    faults.push(`is ${document.documentElement.scrollWidth - width} pixels too wide: ${wide.slice(-1).map(called)}`);
  }

  // What can be pressed can be read to its end.
  for (const pressed of document.querySelectorAll("a[href],button")) {
    const cut = [pressed, ...pressed.querySelectorAll("*")].find((one) => shown(one) && one.clientWidth && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible");
    if (cut && !cut.matches("[data-truncate],[data-line-clamp]")) faults.push(`cuts off ${called(pressed)}`);
  }

  // One heading of the first level, and no level left out.
  const levels = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].filter(shown).map((one) => Number(one.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) faults.push(`has ${levels.filter((level) => level === 1).length} headings of the first level`);
  levels.forEach((level, index) => level > (levels[index - 1] ?? 0) + 1 && faults.push(`leaves out a level before a heading of level ${level}`));

  // Every picture is there, and every control has a name.
  for (const picture of document.images) if (shown(picture) && !picture.naturalWidth) faults.push(`lacks the picture ${picture.src}`);
  for (const control of document.querySelectorAll("a[href],button,input:not([type=hidden]),select,textarea")) {
    if (!shown(control) || control.tabIndex < 0 || control.closest("[aria-hidden=true]")) continue;
    const labels = [...(control.labels ?? [])].map((label) => label.innerText).join("");
    const labelled = (control.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.innerText ?? "").join("");
    const picture = control.querySelector("img[alt]")?.alt ?? "";
    if (!(control.innerText + labels + labelled + picture + (control.getAttribute("aria-label") ?? "")).trim()) faults.push(`has a control without a name: ${control.outerHTML.slice(0, 80)}`);
  }

  // Texts stand out (WCAG 2.2, 1.4.3), and no amount is torn over two lines.
  const parsed = (colour) => colour.match(/[\d.]+/g).map(Number);
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const over = (above, below) => { const alpha = above[3] ?? 1; return [0, 1, 2].map((part) => above[part] * alpha + below[part] * (1 - alpha)); };
  const behind = (element) => (element ? over(parsed(getComputedStyle(element).backgroundColor), behind(element.parentElement)) : [255, 255, 255]);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || !shown(element) || element.closest("script,style,svg,:disabled,[data-disabled]")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const rows = range.getClientRects();
    if (rows.length === 0 || rows[0].width <= 1) continue;
    const style = getComputedStyle(element);
    const ground = behind(element);
    const [brighter, darker] = [light(over(parsed(style.color), ground)), light(ground)].sort((one, other) => other - one);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const ratio = (brighter + 0.05) / (darker + 0.05);
    if (ratio < needed) faults.push(`stands out by ${ratio.toFixed(1)} only: ${called(element)}`);
    if (/^[^a-z]*\d[.,]\d\d+[^a-z]*$/i.test(text.data.trim()) && new Set([...rows].map((row) => Math.round(row.top))).size > 1) faults.push(`tears an amount: ${called(element)}`);
  }
  return [...new Set(faults)];
}
