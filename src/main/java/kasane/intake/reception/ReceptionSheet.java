package kasane.intake.reception;

import java.util.List;

/**
 * 相談受付・申込票 on A4: what was received, and below it either the application that the person signs or why nobody has
 * agreed yet. All values are already the words to print; an empty one leaves lines to write on.
 *
 * @param agreed  【本人同意あり】 or 【本人同意なし】, which are two forms
 * @param signing a paper that is handed to the person, so it holds nothing that somebody hidden told
 * @param others  further people the same consultation is about
 */
public record ReceptionSheet(
        boolean agreed,
        boolean signing,
        String no,
        Receipt receipt,
        Person person,
        String others,
        Visitor visitor,
        List<Choice> issues,
        String story,
        String wish,
        Application application,
        NotAgreed notAgreed) {

    public ReceptionSheet {
        issues = List.copyOf(issues);
    }

    /** Which of the two forms it is. */
    public String variant() {
        return agreed ? "【本人同意あり】" : "【本人同意なし】";
    }

    /** 受付. */
    public record Receipt(String date, String agency, String staff, String how) {}

    /** ご本人. */
    public record Person(
            String kana,
            String name,
            List<Choice> sex,
            String birth,
            String age,
            String address,
            String phone,
            String mail,
            String safe) {
        public Person {
            sex = List.copyOf(sex);
        }
    }

    /** 来談者, if it is not the person. */
    public record Visitor(List<Choice> kinds, String name, String phone, String relation) {
        public Visitor {
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * 申込・同意欄.
     *
     * @param signable   whether the signature belongs on this paper
     * @param given      when and how the person agreed, as far as it is recorded
     * @param recipients who may be told
     */
    public record Application(boolean signable, String given, String recipients, String note) {}

    /** Why nobody has agreed, how urgent it is, and what was done so far. */
    public record NotAgreed(
            List<Choice> reasons,
            List<Choice> views,
            List<Choice> urgency,
            String dangers,
            List<Choice> conference,
            String done) {
        public NotAgreed {
            reasons = List.copyOf(reasons);
            views = List.copyOf(views);
            urgency = List.copyOf(urgency);
            conference = List.copyOf(conference);
        }
    }

    /** One box of a list. */
    public record Choice(String label, String sign) {
        /** Not chosen. */
        static Choice open(String label) {
            return new Choice(label, "☐");
        }

        /** Chosen or not. */
        static Choice of(String label, boolean chosen) {
            return chosen ? new Choice(label, "☑") : open(label);
        }

        /** Chosen, and the most urgent of all. */
        static Choice urgent(String label) {
            return new Choice(label, "◎");
        }

        /** Whether the box was chosen. */
        public boolean on() {
            return !sign.equals("☐");
        }
    }
}
