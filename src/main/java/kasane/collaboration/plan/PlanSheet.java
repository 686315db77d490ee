package kasane.collaboration.plan;

import java.util.ArrayList;
import java.util.List;
import kasane.documents.SheetFrame;

/**
 * プラン兼利用申込書 on two pages A4: the plan in front; how it goes on, the application with the consent, the conference
 * and the decision behind. All values are already the words to print; an empty one leaves room to write by hand, and an
 * empty record is the blank form.
 *
 * @param form     様式番号 as the town prints it; empty for none
 * @param rounds   初回 or 再プラン, one of them chosen
 * @param kinds    課題解決型 or 伴走型, one of them chosen
 * @param wishes   本人・世帯の意向 as they said it
 * @param issues   解決したい課題, the first one first
 * @param lead     主担当機関 now
 * @param nextLead who is expected to lead after the closure
 */
public record PlanSheet(
        String form,
        String no,
        String date,
        List<Choice> rounds,
        List<Choice> kinds,
        Author author,
        List<Person> persons,
        String wishes,
        List<String> issues,
        String longGoal,
        String shortGoal,
        String policy,
        List<Line> lines,
        String lead,
        String nextLead,
        Use participation,
        Use outreach,
        Programmes programmes,
        Course course,
        Application application,
        Conference conference,
        SupportDecision decision,
        String remarks) {

    /** Also the title of the file, which names nobody. */
    static final String TITLE = "プラン兼利用申込書";

    /** Room for a day that is written by hand. */
    private static final String DAY = "　　　　年　　　月　　　日";

    /** Lines of small text that the first page has room for under what stands above them. */
    private static final int ROOM_FOR_LINES = 20;

    /** Room for a number that is written by hand. */
    private static final String NUMBER = "　　　　　　　　　";

    public PlanSheet {
        rounds = List.copyOf(rounds);
        kinds = List.copyOf(kinds);
        persons = List.copyOf(persons);
        issues = List.copyOf(issues);
        lines = List.copyOf(lines);
    }

    /** The frame of the paper, with who printed it and when. */
    public SheetFrame frame(String made) {
        return SheetFrame.confidential(TITLE, made).numbered(form);
    }

    /** The number of the plan, or room to write it. */
    public String number() {
        return no.isEmpty() ? NUMBER : no;
    }

    /** The day the plan was made, or room to write it. */
    public String day() {
        return day(date);
    }

    /** The persons, and free rows up to three. */
    public List<Person> personRows() {
        return atLeast(3, persons, new Person("", "", "", "", ""));
    }

    /** The issues, and free rows up to three. */
    public List<String> issueRows() {
        return atLeast(3, issues, "");
    }

    /** The lines of the plan; the blank form has five to be written by hand. */
    public List<Line> lineRows() {
        return lines.isEmpty() ? atLeast(5, lines, new Line("", "", "", "", "", "", "")) : lines;
    }

    /**
     * Whether the lines fill more than what is left of the first page. The rest then follows them, so that no page stays
     * nearly empty; otherwise it begins on the back.
     */
    public boolean isLong() {
        return lineRows().stream().mapToInt(PlanSheet::heightOf).sum() > ROOM_FOR_LINES
                || persons.size() > 4
                || issues.size() > 5;
    }

    /** Lines of text in the highest cell of a line, at least two; the columns take so many characters. */
    private static int heightOf(Line line) {
        int lines = 2;
        lines = Math.max(lines, (line.issue().length() + 7) / 8);
        lines = Math.max(lines, (line.goal().length() + 7) / 8);
        lines = Math.max(lines, (line.support().length() + 10) / 11);
        lines = Math.max(lines, (line.own().length() + 8) / 9);
        return Math.max(lines, (line.agency().length() + 7) / 8);
    }

    /** The day, or room to write one. */
    static String day(String written) {
        return written.isEmpty() ? DAY : written;
    }

    private static <T> List<T> atLeast(int count, List<T> written, T free) {
        List<T> rows = new ArrayList<>(written);
        while (rows.size() < count) {
            rows.add(free);
        }
        return List.copyOf(rows);
    }

    /** 作成機関・担当. */
    public record Author(String agency, String staff, String phone) {}

    /** 対象となる方. */
    public record Person(String kana, String name, String relation, String birth, String age) {}

    /**
     * One line of the plan; what may not be shown is a text like any other.
     *
     * @param due short, such as R8.9.30, for the column is narrow
     */
    public record Line(
            String issue, String goal, String support, String own, String agency, String frequency, String due) {}

    /** Whether 参加支援 or アウトリーチ等 is part of the plan, and how. */
    public record Use(List<Choice> choices, String text) {
        public Use {
            choices = List.copyOf(choices);
        }
    }

    /** 併用する制度・事業. */
    public record Programmes(List<Choice> choices, String others) {
        public Programmes {
            choices = List.copyOf(choices);
        }
    }

    /** プラン期間, 次回モニタリング, 緊急時の対応. */
    public record Course(String from, String to, String nextMonitoring, String emergency) {
        /** The first and the last day, or room to write them. */
        public String period() {
            return day(from) + "　から　" + day(to) + "　まで";
        }

        /** The day of the next monitoring, or room to write it. */
        public String nextDay() {
            return day(nextMonitoring);
        }
    }

    /**
     * 申込・同意.
     *
     * @param to      to whom the application goes
     * @param words   the sentence by which the person applies
     * @param consent the sentence by which the person agrees that the agencies share
     */
    public record Application(
            String to,
            String words,
            String consent,
            List<String> agencies,
            String explainedBy,
            String explainedOn,
            List<Signature> signatures) {
        public Application {
            agencies = List.copyOf(agencies);
            signatures = List.copyOf(signatures);
        }

        /** The names of the agencies in one text. */
        public String sharedWith() {
            return String.join("、", agencies);
        }

        /** The day of the explanation, or room to write it. */
        public String explainedDay() {
            return day(explainedOn);
        }

        /** Who signed or has to, and free rows up to two. */
        public List<Signature> signatureRows() {
            return atLeast(2, signatures, new Signature("", "", ""));
        }
    }

    /**
     * 署名.
     *
     * @param by   who applies, with the relationship of whoever signs for somebody else
     * @param sign 署名済み, or empty to be signed on the paper
     */
    public record Signature(String by, String on, String sign) {
        /** The day of the signature, or room to write it. */
        public String day() {
            return PlanSheet.day(on);
        }
    }

    /** 重層的支援会議: when it met and what came of it. */
    public record Conference(String heldOn, List<Choice> results, String text) {
        public Conference {
            results = List.copyOf(results);
        }

        /** The day of the conference, or room to write it. */
        public String day() {
            return PlanSheet.day(heldOn);
        }
    }

    /** 市町村の支援決定. */
    public record SupportDecision(String decidedOn, String decidedBy, String documentNo) {
        /** The day of the decision, or room to write it. */
        public String day() {
            return PlanSheet.day(decidedOn);
        }
    }

    /** One box of a list. */
    public record Choice(String label, boolean on) {
        /** The box and its label, as the spreadsheet shows them. */
        public String boxed() {
            return sign() + " " + label;
        }

        /** The sign before the label. */
        public String sign() {
            return on ? "☑" : "☐";
        }
    }
}
