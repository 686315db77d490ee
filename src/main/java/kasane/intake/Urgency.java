package kasane.intake;

import kasane.shared.Texts;
import kasane.ui.Tone;

/** 急ぎの度合い of a consultation. */
public enum Urgency {
    /** きょうのうちに. */
    TODAY(Tone.ALERT),
    /** 今週のうちに. */
    WEEK(Tone.CAUTION),
    /** 急がない. */
    ORDINARY(Tone.WAITING);

    private final Tone tone;

    Urgency(Tone tone) {
        this.tone = tone;
    }

    /** Its word on a page. */
    public String label() {
        return Texts.text("intake.urgency." + name());
    }

    /** Its shape on a page. */
    public Tone tone() {
        return tone;
    }
}
