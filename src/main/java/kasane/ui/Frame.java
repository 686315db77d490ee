package kasane.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything around a page: who is signed in under which hat, where one can go, and whose household is open.
 *
 * @param title  names the page in {@code <title>}; the page's own {@code h1} says the same
 * @param me     nobody before sign-in and on pages that must work without the database
 * @param errors the page shows a form that was refused: the window title then starts with 「エラー：」
 * @param alarm  what this person has to know whatever they are doing; it takes nothing of the page away
 */
public record Frame(
        String title,
        @Nullable Person me,
        List<Nav> nav,
        String csrfToken,
        String csrfName,
        String path,
        @Nullable Banner banner,
        String town,
        @Nullable CaseStrip strip,
        boolean errors,
        @Nullable Banner alarm) {

    public Frame {
        nav = List.copyOf(nav);
    }

    /** Without an alarm, as nearly always. */
    public Frame(
            String title,
            @Nullable Person me,
            List<Nav> nav,
            String csrfToken,
            String csrfName,
            String path,
            @Nullable Banner banner,
            String town,
            @Nullable CaseStrip strip,
            boolean errors) {
        this(title, me, nav, csrfToken, csrfName, path, banner, town, strip, errors, null);
    }

    /** A frame without a viewer: sign-in, and every error page that may appear while the database is away. */
    public static Frame plain(String title, String town) {
        return new Frame(title, null, List.of(), "", "_csrf", "", null, town, null, false);
    }

    /** The same frame with a message on top. */
    public Frame with(Banner message) {
        return new Frame(title, me, nav, csrfToken, csrfName, path, message, town, strip, errors, alarm);
    }

    /** The same frame with a household's strip under the header. */
    public Frame with(CaseStrip household) {
        return new Frame(title, me, nav, csrfToken, csrfName, path, banner, town, household, errors, alarm);
    }

    /** The same frame around a form; a refused form marks the window title. */
    public Frame with(FormView form) {
        return new Frame(title, me, nav, csrfToken, csrfName, path, banner, town, strip, form.hasErrors(), alarm);
    }

    /** The same frame with an alarm on top; null for none. */
    public Frame alarmed(@Nullable Banner message) {
        return new Frame(title, me, nav, csrfToken, csrfName, path, banner, town, strip, errors, message);
    }

    /** The text of {@code <title>}. */
    public String windowTitle() {
        return (errors ? "エラー：" : "") + title + "｜かさね " + town;
    }

    /** The signed-in person, the hat worn now, the other hats this person may put on, and where else the menu leads. */
    public record Person(String name, Hat hat, List<Hat> others, List<Link> menu) {
        public Person {
            others = List.copyOf(others);
            menu = List.copyOf(menu);
        }
    }

    /** A post in an agency: what one is allowed to see follows from it. */
    public record Hat(String id, String agency, String role) {}

    /**
     * One entry of the main navigation.
     *
     * @param count open work behind it, or nothing
     * @param key   keys that lead there, such as {@code g t}, or nothing
     */
    public record Nav(
            String label,
            String href,
            boolean current,
            @Nullable Integer count,
            @Nullable String key) {}

    /** One message about what has just happened. */
    public record Banner(Tone tone, String text, @Nullable Link link) {
        /** A message without a link. */
        public static Banner done(String text) {
            return new Banner(Tone.DONE, text, null);
        }
    }

    /** A link with its words. */
    public record Link(String label, String href) {}

    /**
     * What must stay in sight while one works on a household.
     *
     * @param safeContact how this household may be reached; an empty one shows that it was never asked
     * @param paused      that support rests, and until when; null when it does not
     * @param caution     取扱注意: printed on every page
     * @param tabs        the views of the household
     */
    public record CaseStrip(
            String household,
            String href,
            int people,
            @Nullable String safeContact,
            List<Consent> consents,
            @Nullable String lead,
            @Nullable String paused,
            @Nullable String concealed,
            boolean caution,
            List<Nav> tabs) {
        public CaseStrip {
            consents = List.copyOf(consents);
            tabs = List.copyOf(tabs);
        }

        /** The same, naming who leads, null for nobody, and that support rests. */
        public CaseStrip led(@Nullable String agency, @Nullable String rests) {
            return new CaseStrip(
                    household, href, people, safeContact, consents, agency, rests, concealed, caution, tabs);
        }
    }

    /** 同意: one person's state in words, such as トメさん あり(〜R9.3). */
    public record Consent(String person, Tone tone, String state) {}
}
