package kasane.privacy.namesake;

import java.util.List;

/** What the officer's list of 名寄せ候補 takes. */
public final class NamesakePages {

    private NamesakePages() {}

    /** Who asked lately, the latest first. */
    public record Listing(List<Row> rows) {}

    /** One question. */
    public record Row(String at, String staff, String agency, String reason) {}
}
