package kasane.conference.meeting;

import java.util.List;

/**
 * 開催通知 on A4; nothing in it is about anybody who is talked about: an item has a number and no name.
 *
 * @param to    the addressee; empty for everybody who is asked
 * @param items 議題1 …, as many as the addressee takes part in
 */
public record NoticeSheet(
        String date,
        String to,
        String convenor,
        String phone,
        String body,
        String when,
        String place,
        List<String> items) {

    public NoticeSheet {
        items = List.copyOf(items);
    }
}
