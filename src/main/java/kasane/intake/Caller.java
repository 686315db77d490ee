package kasane.intake;

import kasane.shared.Texts;

/** 連絡してきた人: who told; not necessarily whom it is about. */
public enum Caller {
    /** 本人. */
    SELF,
    /** 家族・親族. */
    FAMILY,
    /** 近隣・知人. */
    NEIGHBOUR,
    /** 関係機関. */
    AGENCY,
    /** 匿名. */
    ANONYMOUS;

    /** Its word on a page. */
    public String label() {
        return Texts.text("intake.caller." + name());
    }

    /**
     * Whether the caller's name is hidden: as the caller wished, and where nobody asked, neighbours and those who would not
     * say their name are protected.
     */
    public boolean isHidden(Wish wish) {
        return switch (wish) {
            case HIDE -> true;
            case MAY_BE_KNOWN -> false;
            case NOT_ASKED -> this == NEIGHBOUR || this == ANONYMOUS;
        };
    }

    /** 名前のあつかい: what the caller said about being named. */
    public enum Wish {
        /** 伏せてほしい. */
        HIDE,
        /** 自機関の中では知られてよい. */
        MAY_BE_KNOWN,
        /** 聞いていない. */
        NOT_ASKED
    }
}
