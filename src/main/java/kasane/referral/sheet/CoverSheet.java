package kasane.referral.sheet;

import java.util.List;

/**
 * 送付状・返信票: what goes on top of a つなぐシート on paper and what comes back of it. It names agencies and a number, and
 * nobody whom the sheet is about: a cover lies open in the tray of a machine.
 *
 * @param reached the number or the address, as the way asks for it
 * @param reasons the words to tick for 対応不可
 */
public record CoverSheet(
        String to,
        String wayLabel,
        String reached,
        String note,
        String date,
        String no,
        String from,
        String staff,
        String phone,
        String fax,
        String receiveBy,
        String answerBy,
        List<String> reasons) {

    public CoverSheet {
        reasons = List.copyOf(reasons);
    }
}
