package kasane.referral.sheet;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** 滞納額: recognises a text that seems to tell how much somebody owes. */
final class ArrearsAmount {

    private static final String OWED = "(滞納|未納|延滞|未払|督促|差押|税|料金|保険料|使用料)";
    private static final String AMOUNT =
            "([0-9][0-9,，.]*\\s*(億|百?万|千)?\\s*円|[0-9][0-9,.]*\\s*万|[一二三四五六七八九十百千]+万?円|[一二三四五六七八九十百千]+万)";
    private static final Pattern NEAR =
            Pattern.compile(OWED + "[^。\\n]{0,30}?" + AMOUNT + "|" + AMOUNT + "[^。\\n]{0,30}?" + OWED);

    private ArrearsAmount() {}

    /** Whether a word of debt and an amount of yen stand in one sentence. */
    static boolean isIn(String text) {
        return NEAR.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).find();
    }
}
