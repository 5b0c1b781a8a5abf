/** What a person sets for their own browser: language and light or dark. */

import { ar } from "./text/ar";
import { en, type Text } from "./text/en";

export type Language = "en" | "ar";
export type Theme = "light" | "dark";

const TEXTS: Record<Language, Text> = { en, ar };
const LANGUAGE = "marsad.language";
const THEME = "marsad.theme";

/** A browser may refuse storage; then a choice lasts as long as the page. */
function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
}

function firstLanguage(): Language {
  const wanted = kept(LANGUAGE) ?? navigator.language.slice(0, 2);
  return wanted === "ar" ? "ar" : "en";
}

function firstTheme(): Theme {
  const wanted = kept(THEME);
  if (wanted === "light" || wanted === "dark") return wanted;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

class Settings {
  language = $state<Language>("en");
  theme = $state<Theme>("light");

  constructor() {
    if (typeof window === "undefined") return;
    this.language = firstLanguage();
    this.theme = firstTheme();
  }

  /** The words of the interface in the language in force. */
  get text(): Text {
    return TEXTS[this.language];
  }

  get rightToLeft(): boolean {
    return this.language === "ar";
  }

  setLanguage(language: Language): void {
    this.language = language;
    keep(LANGUAGE, language);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    keep(THEME, theme);
  }
}

export const settings = new Settings();
