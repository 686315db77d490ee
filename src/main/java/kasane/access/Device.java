package kasane.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** 端末: what a browser says of itself, as coarse as its owner would say it. */
public final class Device {

    /** Who says it is several is the first one; Edge and Chrome also call themselves Safari. */
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

    static {
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Macintosh", "Mac");
        SYSTEMS.put("Linux", "Linux");
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("Firefox", "Firefox");
        BROWSERS.put("FxiOS", "Firefox");
        BROWSERS.put("Chrome", "Chrome");
        BROWSERS.put("CriOS", "Chrome");
        BROWSERS.put("Safari", "Safari");
    }

    private Device() {}

    /** Such as Windows・Edge; 「ほかの端末」 for what says nothing. */
    public static String of(String userAgent) {
        String system = first(SYSTEMS, userAgent);
        String browser = first(BROWSERS, userAgent);
        return system.isEmpty() && browser.isEmpty()
                ? "種類の分からない端末"
                : system + (system.isEmpty() || browser.isEmpty() ? "" : "・") + browser;
    }

    private static String first(Map<String, String> words, String userAgent) {
        return words.entrySet().stream()
                .filter(word -> userAgent.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
