/** The variables that VS Code's own themes give to a webview, as far as the grid uses them. */
const DARK = {
  foreground: '#cccccc',
  descriptionForeground: '#9d9d9d',
  disabledForeground: '#cccccc80',
  'editor-background': '#1f1f1f',
  'sideBar-background': '#181818',
  'panel-border': '#2b2b2b',
  'widget-border': '#313131',
  focusBorder: '#0078d4',
  'editorLineNumber-activeForeground': '#cccccc',
  'editorWarning-foreground': '#cca700',
  'keybindingTable-headerBackground': '#cccccc0a',
  'tree-tableColumnsBorder': '#cccccc20',
  'list-hoverBackground': '#2a2d2e',
  'list-activeSelectionBackground': '#04395e',
  'list-activeSelectionForeground': '#ffffff',
  'list-inactiveSelectionBackground': '#37373d',
  'button-secondaryBackground': '#313131',
  'button-secondaryForeground': '#cccccc',
  'button-secondaryHoverBackground': '#3c3c3c',
  'button-border': '#ffffff12',
  'inputOption-activeBackground': '#2489db82',
  'inputOption-activeBorder': '#2488db',
  'inputOption-activeForeground': '#ffffff',
  'inputValidation-warningBackground': '#352a05',
  'inputValidation-warningBorder': '#b89500',
  'inputValidation-errorBackground': '#5a1d1d',
  'inputValidation-errorBorder': '#be1100',
  'badge-background': '#616161',
  'badge-foreground': '#f8f8f8',
  'textCodeBlock-background': '#2b2b2b',
  'textLink-activeForeground': '#4daafc',
  'progressBar-background': '#0078d4',
};

const LIGHT: typeof DARK = {
  foreground: '#3b3b3b',
  descriptionForeground: '#3b3b3b',
  disabledForeground: '#61616180',
  'editor-background': '#ffffff',
  'sideBar-background': '#f8f8f8',
  'panel-border': '#e5e5e5',
  'widget-border': '#e5e5e5',
  focusBorder: '#005fb8',
  'editorLineNumber-activeForeground': '#171184',
  'editorWarning-foreground': '#bf8803',
  'keybindingTable-headerBackground': '#3b3b3b0a',
  'tree-tableColumnsBorder': '#61616120',
  'list-hoverBackground': '#f2f2f2',
  'list-activeSelectionBackground': '#e8e8e8',
  'list-activeSelectionForeground': '#000000',
  'list-inactiveSelectionBackground': '#e4e6f1',
  'button-secondaryBackground': '#e5e5e5',
  'button-secondaryForeground': '#3b3b3b',
  'button-secondaryHoverBackground': '#cccccc',
  'button-border': '#0000001a',
  'inputOption-activeBackground': '#bed6ed',
  'inputOption-activeBorder': '#005fb8',
  'inputOption-activeForeground': '#000000',
  'inputValidation-warningBackground': '#f6f5d2',
  'inputValidation-warningBorder': '#b89500',
  'inputValidation-errorBackground': '#f2dede',
  'inputValidation-errorBorder': '#be1100',
  'badge-background': '#cccccc',
  'badge-foreground': '#3b3b3b',
  'textCodeBlock-background': '#f8f8f8',
  'textLink-activeForeground': '#005fb8',
  'progressBar-background': '#005fb8',
};

/** High contrast themes leave most backgrounds out and draw lines instead. */
function contrastTheme(foreground: string, background: string, line: string, focus: string): Record<string, string> {
  return {
    foreground,
    descriptionForeground: foreground,
    disabledForeground: '#a5a5a5',
    'editor-background': background,
    'sideBar-background': background,
    'panel-border': line,
    'widget-border': line,
    focusBorder: focus,
    contrastBorder: line,
    contrastActiveBorder: focus,
    'editorLineNumber-activeForeground': focus,
    'editorWarning-foreground': focus,
    'button-secondaryForeground': foreground,
    'badge-background': background,
    'badge-foreground': foreground,
    'inputValidation-warningBackground': background,
    'inputValidation-warningBorder': line,
    'inputValidation-errorBackground': background,
    'inputValidation-errorBorder': line,
    'progressBar-background': line,
  };
}

/** Colours for charts, which the themes mostly take from those of findings. */
function chartColors(blue: string, orange: string, green: string, purple: string, yellow: string, red: string) {
  const colors = { blue, orange, green, purple, yellow, red };
  return Object.fromEntries(Object.entries(colors).map(([name, color]) => [`charts-${name}`, color]));
}

const THEMES = {
  dark: { ...DARK, ...chartColors('#3794ff', '#ea5c0055', '#89d185', '#b180d7', '#cca700', '#f14c4c') },
  light: { ...LIGHT, ...chartColors('#1a85ff', '#ea5c0055', '#388a34', '#652d90', '#bf8803', '#e51400') },
  contrast: {
    ...contrastTheme('#ffffff', '#000000', '#6fc3df', '#f38518'),
    ...chartColors('#3794ff', '#d18616', '#89d185', '#b180d7', '#ffd370', '#f48771'),
  },
  'contrast-light': {
    ...contrastTheme('#292929', '#ffffff', '#0f4a85', '#006bbd'),
    ...chartColors('#1a85ff', '#b5200d', '#374e06', '#652d90', '#895503', '#b5200d'),
  },
};

export type Theme = keyof typeof THEMES;
export const THEME_NAMES: readonly Theme[] = ['dark', 'light', 'contrast', 'contrast-light'];

/** The style sheet that sets a theme's variables, with the fonts of a usual Linux desktop. */
export function themeSheet(name: string): string {
  const theme = THEME_NAMES.find((known) => known === name) ?? 'dark';
  const variables = {
    'font-family': 'system-ui, "DejaVu Sans", sans-serif',
    'font-size': '13px',
    'editor-font-family': '"DejaVu Sans Mono", monospace',
    'editor-font-size': '12px',
    ...THEMES[theme],
  };
  const lines = Object.entries(variables).map(([variable, value]) => `--vscode-${variable}: ${value};`);
  return `:root { ${lines.join(' ')} color-scheme: ${theme === 'light' || theme === 'contrast-light' ? 'light' : 'dark'}; }`;
}
