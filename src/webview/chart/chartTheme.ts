/** The colours and the font that a chart is drawn with: VS Code's own, as they are now. */
export interface ChartTheme {
  readonly palette: readonly string[];
  readonly foreground: string;
  readonly dimmed: string;
  readonly gridLine: string;
  readonly background: string;
  readonly anomaly: string;
  readonly fontFamily: string;
  readonly fontSize: number;
  /** Series are told apart by patterns and dashes, too. */
  readonly isHighContrast: boolean;
}

const HUES = ['blue', 'orange', 'green', 'purple', 'yellow', 'red'];
/** Some themes have colours that the ground shines through, which no series could be told by. */
const opaque = (hue: string): string => `rgb(from var(--vscode-charts-${hue}) r g b / 1)`;
/** Each round of the hues is mixed with so much of the foreground, in percent. */
const ROUNDS = [0, 40, 70];

/** Reads the theme of the page that an element is on. */
export function readTheme(element: HTMLElement): ChartTheme {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const colorOf = (color: string): string => {
    probe.style.color = color;
    return toRgb(getComputedStyle(probe).color, context);
  };
  const foreground = 'var(--vscode-charts-foreground, var(--vscode-foreground))';
  const { fontFamily, fontSize } = getComputedStyle(element);
  const { classList } = document.body;
  const theme = {
    palette: ROUNDS.flatMap((share) =>
      HUES.map((hue) => colorOf(`color-mix(in srgb, ${opaque(hue)}, ${foreground} ${share}%)`)),
    ),
    foreground: colorOf(foreground),
    dimmed: colorOf('var(--vscode-descriptionForeground, var(--vscode-foreground))'),
    gridLine: colorOf(`color-mix(in srgb, ${foreground} 22%, var(--vscode-editor-background))`),
    background: colorOf('var(--vscode-editor-background)'),
    anomaly: colorOf('var(--vscode-charts-red)'),
    // The drawing library writes it into an attribute of an SVG as it is.
    fontFamily: fontFamily.replace(/"/g, "'").replace(/[<>&]/g, ''),
    fontSize: Number.parseFloat(fontSize) || 13,
    isHighContrast: classList.contains('vscode-high-contrast') || classList.contains('vscode-high-contrast-light'),
  };
  probe.remove();
  return theme;
}

/** Calls back when VS Code changes the theme: it writes new variables and another class. */
export function watchTheme(onChange: () => void): { dispose(): void } {
  const observer = new MutationObserver(onChange);
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-id'] });
  }
  return { dispose: () => observer.disconnect() };
}

/** Any of CSS' colours as numbers, which the drawing library understands. */
function toRgb(color: string, context: CanvasRenderingContext2D | null): string {
  if (context === null) return color;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`;
}
