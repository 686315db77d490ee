package kasane.referral.sheet;

import java.util.List;

/**
 * つなぐシート on A4: the request of the sender above, the receipt and the answer of the receiver below. All values are
 * already the words to print; an empty one leaves room to write by hand.
 *
 * @param title     つなぐシート, or what the town calls it
 * @param enclosed  写しを読む機関 and 添付
 * @param consent   ご本人の同意 as choices, one of them chosen
 * @param family    世帯の様子 as it was told
 */
public record ReferralSheet(
        String title,
        String no,
        String date,
        String to,
        Sender from,
        Person person,
        String family,
        List<Choice> issues,
        String issueNote,
        List<Choice> consent,
        String consentNote,
        String reason,
        String wishes,
        String enclosed,
        String replyBy,
        Receipt receipt,
        Answer answer) {

    public ReferralSheet {
        issues = List.copyOf(issues);
        consent = List.copyOf(consent);
    }

    /** つなぐ側. */
    public record Sender(String agency, String staff, String phone) {}

    /** ご本人. */
    public record Person(
            String kana, String name, String birth, String age, String address, String phone, String safe) {}

    /** 受領. */
    public record Receipt(String at, String agency, String staff) {}

    /** お返事. */
    public record Answer(List<Choice> outcome, String text, String otherWindow, String at, String staff) {
        public Answer {
            outcome = List.copyOf(outcome);
        }
    }

    /** One box of a list. */
    public record Choice(String label, Box box) {
        /** The sign before the label. */
        public String sign() {
            return switch (box) {
                case EMPTY -> "☐";
                case CHECKED -> "☑";
                case MOST_URGENT -> "◎";
            };
        }

        /** Whether the box was chosen. */
        public boolean on() {
            return box != Box.EMPTY;
        }
    }

    /** What stands in a box. */
    public enum Box {
        /** Not chosen. */
        EMPTY,
        /** Chosen. */
        CHECKED,
        /** Chosen, and the most urgent of all. */
        MOST_URGENT
    }
}
