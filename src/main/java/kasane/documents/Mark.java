package kasane.documents;

/** 表示: what stands at the head of every page of a sheet. */
public enum Mark {
    /** The sheet holds personal content. */
    CONFIDENTIAL("取扱注意"),
    /** Numbered copies that are handed back when the meeting ends. */
    COLLECT("会議後回収"),
    /** Never published, nor given to whoever asks for documents without being asked about first. */
    NOT_PUBLIC("非公開"),
    /** Not decided yet. */
    DRAFT("案");

    private final String label;

    Mark(String label) {
        this.label = label;
    }

    /** The words on paper. */
    public String label() {
        return label;
    }
}
