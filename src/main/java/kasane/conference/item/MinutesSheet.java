package kasane.conference.item;

import java.util.List;
import kasane.conference.handout.Handouts;

/**
 * 議事録: the minutes of one item on A4, once they are locked, as the viewer may see them.
 *
 * @param body     会議体, with the number of the sitting where it has one
 * @param law      根拠
 * @param secrecy  where secrecy follows from
 * @param topic    what was talked about
 * @param terms    whom it is about, and what else stands beside the topic
 * @param present  who was there
 * @param absent   the members who were not; empty where the viewer does not know
 * @param partly   the persons of other agencies are known to the convenor alone
 * @param lock     what locked the minutes: 確定, or the result of a 支援会議
 */
public record MinutesSheet(
        String body,
        String law,
        String secrecy,
        String when,
        String place,
        String convenor,
        String topic,
        List<Term> terms,
        List<Seat> present,
        String absent,
        boolean partly,
        Words words,
        List<Decided> decisions,
        List<Term> conclusion,
        List<Handout> handouts,
        Term lock,
        List<Correction> corrections) {
    public MinutesSheet {
        terms = List.copyOf(terms);
        present = List.copyOf(present);
        decisions = List.copyOf(decisions);
        conclusion = List.copyOf(conclusion);
        handouts = List.copyOf(handouts);
        corrections = List.copyOf(corrections);
    }

    /** One fact with its label. */
    public record Term(String label, String text) {}

    /** An agency, and those of it who are known to have been there: post and name. */
    public record Seat(String agency, List<String> people) {
        public Seat {
            people = List.copyOf(people);
        }
    }

    /** 欠席 in one line. */
    public static String absent(List<String> agencies) {
        return agencies.isEmpty() ? "なし" : String.join("、", agencies);
    }

    /** 要旨, 見立て, 保留. */
    public record Words(String summary, String view, String pending) {}

    /** 決定事項: what, who, until when. */
    public record Decided(int no, String what, String agency, String due) {}

    /** 配付資料: {@code back} is empty where the viewer does not know what became of the copies. */
    public record Handout(String no, String title, String copies, String back) {
        /** As the list of handouts tells it. */
        public static Handout of(Handouts.Given given) {
            return new Handout(
                    "資料" + given.no(),
                    given.title(),
                    given.copies() + "部（No.1" + (given.copies() == 1 ? "" : "〜" + given.copies()) + "）",
                    given.known() == 0 ? "" : given.out() == 0 ? "すべて確認" : "戻っていない " + given.out() + "部");
        }
    }

    /** 訂正: when, by whom, why, and what stood there before, as far as it was another. */
    public record Correction(String when, String reason, List<Term> before) {
        public Correction {
            before = List.copyOf(before);
        }

        /** What the words were before they became others. */
        public static Correction of(String when, String reason, Words before, Words after) {
            return new Correction(
                    when,
                    reason,
                    List.of(
                                    new Change("要旨", before.summary(), after.summary()),
                                    new Change("見立て", before.view(), after.view()),
                                    new Change("保留", before.pending(), after.pending()))
                            .stream()
                            .filter(change -> !change.before().equals(change.after()))
                            .map(change -> new Term(change.label(), change.before()))
                            .toList());
        }

        private record Change(String label, String before, String after) {}
    }
}
