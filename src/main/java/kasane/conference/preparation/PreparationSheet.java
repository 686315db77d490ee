package kasane.conference.preparation;

import java.util.List;

/** 会議の準備シート on A4: what each member of an item wrote before the meeting, as the viewer may see it. */
public record PreparationSheet(String body, String when, String place, String topic, String people, List<Part> parts) {
    public PreparationSheet {
        parts = List.copyOf(parts);
    }

    /**
     * The four blocks of one agency.
     *
     * @param written when and by whom; empty for a sheet to be filled in by hand
     */
    public record Part(String agency, String written, String picture, String doing, String wanted, String asks) {}
}
