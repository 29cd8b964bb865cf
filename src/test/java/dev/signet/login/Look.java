package dev.signet.login;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;

/** How somebody looks at the pages. */
enum Look {
    ENGLISH_LIGHT("en-GB", ColorScheme.LIGHT, 1_100),
    ENGLISH_DARK("en-GB", ColorScheme.DARK, 1_100),
    CHINESE_LIGHT("zh-CN", ColorScheme.LIGHT, 1_100),
    CHINESE_DARK("zh-CN", ColorScheme.DARK, 1_100),
    ENGLISH_DARK_PHONE("en-GB", ColorScheme.DARK, 360),
    CHINESE_LIGHT_PHONE("zh-CN", ColorScheme.LIGHT, 360);

    private final String locale;
    private final ColorScheme scheme;
    private final int width;

    Look(String locale, ColorScheme scheme, int width) {
        this.locale = locale;
        this.scheme = scheme;
        this.width = width;
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setLocale(locale).setColorScheme(scheme).setViewportSize(width, 800);
    }

    String lang() {
        return locale.startsWith("zh") ? "zh-CN" : "en";
    }

    String file() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
