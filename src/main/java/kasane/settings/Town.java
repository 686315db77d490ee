package kasane.settings;

/** 自治体: the town this installation serves. */
public interface Town {
    /** Its name on pages and forms, such as かさね市. */
    String name();
}
