package kasane.privacy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kasane.shared.Texts;

/**
 * 本人への提供前に判断: why an entry of the log is not told to the person it is about before somebody has decided, because the
 * entry by itself would disclose a conference held without consent, somebody who told, or somebody who is concealed.
 */
public enum Caution {
    /** 支援会議 and other bodies of their own law: that there was one is part of what stays inside. */
    COMPARTMENT,
    /** 通報者・情報提供者: that anybody told is read from it. */
    REPORTER,
    /** 秘匿: the household has somebody whose whereabouts or helpers must not be found. */
    CONCEALED,
    /** ほかの世帯員: about others of the household alone. */
    OTHERS,
    /** 利害関係の申告: whom somebody of the staff is close to. */
    STAFF,
    /** A word that nobody has sorted yet: held back until somebody has. */
    UNKNOWN;

    /** 支援会議, ほかの法定の会議, 通告・通報, 生命・身体・財産の保護. */
    private static final Set<Integer> BASES_THAT_TELL = Set.of(2, 3, 4, 5);

    private static final List<String> COMPARTMENTS = List.of("convening.", "cooperation.", "support-conference.");

    /** A consultation may be somebody else's about the person. */
    private static final List<String> MAY_TELL_OF_A_REPORTER =
            List.of("advice.", "consultation.", "emergency.", "informant.", "phone-note.", "suspicion.");

    private static final String OF_CONCEALING = "concealment.";

    private static final String OF_THE_STAFF = "interest.";

    /**
     * Why an entry is held back; nothing when it may be told.
     *
     * @param about    PERSON, HOUSEHOLD or OTHERS, as the log tells
     * @param shielded the entry touches a household in which somebody is concealed
     */
    public static Optional<Caution> of(String about, boolean shielded, String what, List<Integer> bases) {
        if (shielded || what.startsWith(OF_CONCEALING)) {
            return Optional.of(CONCEALED);
        }
        if (COMPARTMENTS.stream().anyMatch(what::startsWith) || bases.contains(2) || bases.contains(3)) {
            return Optional.of(COMPARTMENT);
        }
        if (MAY_TELL_OF_A_REPORTER.stream().anyMatch(what::startsWith)
                || bases.stream().anyMatch(BASES_THAT_TELL::contains)) {
            return Optional.of(REPORTER);
        }
        if (what.startsWith(OF_THE_STAFF)) {
            return Optional.of(STAFF);
        }
        if (!about.equals("PERSON") && !about.equals("HOUSEHOLD")) {
            return Optional.of(OTHERS);
        }
        return LogWords.what(what).isPresent() ? Optional.empty() : Optional.of(UNKNOWN);
    }

    /** The reason in words. */
    public String words() {
        return Texts.text("privacy.caution." + name().toLowerCase(Locale.ROOT));
    }
}
