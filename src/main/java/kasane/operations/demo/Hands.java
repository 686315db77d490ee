package kasane.operations.demo;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kasane.operations.demo.DemoCases.Family;
import kasane.shared.Wareki;

/** 手つき: what the people of かさね市 do again and again at their desks, form by form. */
final class Hands {

    private Hands() {}

    static final String TAX = "税務課収納係";
    static final String HOUKATSU = "地域包括支援センター北";
    static final String SHOUGAI = "障害者相談支援センターかさね";
    static final String JIRITSU = "自立相談支援センターかさね";
    static final String KODOMO = "こども家庭センター";
    static final String TAKIKAN = "福祉総合支援課 多機関協働係";
    static final String SCHOOL = "かさね市立見本小学校";
    static final String CLINIC = "見本台クリニック";
    static final String MINSEI = "民生委員・児童委員（北地区）";
    static final String SHAKYO = "社会福祉協議会";

    static final String TEAM = "支援チームにも見せる";
    static final String OWN = "自機関だけ";

    static Typed person(String family, String given, String familyKana, String givenKana, String birth, String sex) {
        return Typed.of("family", family)
                .and("given", given)
                .and("familyKana", familyKana)
                .and("givenKana", givenKana)
                .and("birth", birth)
                .and("sex", sex)
                .and("together", "いっしょに住んでいる");
    }

    /** Sends a つなぐシート and gives its key. */
    static String send(DemoDesk desk, String page, Typed sheet) {
        return key(desk.submit(page, "/referrals", sheet));
    }

    static void press(DemoDesk desk, String sheet, String button) {
        desk.submit("/referrals/" + sheet, "/referrals/" + sheet + "/" + button, Typed.NOTHING);
    }

    /** Receives and takes on a sheet; gives the household that was opened. */
    static String accept(DemoDesk desk, String sheet) {
        press(desk, sheet, "receipt");
        press(desk, sheet, "acceptance");
        return desk.open("/referrals/" + sheet).id("/households/");
    }

    static void reply(DemoDesk desk, String sheet, String outcome, String words) {
        desk.submit(
                "/referrals/" + sheet + "/reply/new",
                "/referrals/" + sheet + "/reply",
                Typed.of("code", outcome).and("words", words));
    }

    static void refuse(DemoDesk desk, String sheet, String code, String other, String words) {
        String page = "/referrals/" + sheet;
        desk.submit(
                page + "/refusal/new",
                page + "/refusal",
                Typed.of("code", code).and("other", other).and("words", words));
    }

    static void confirm(DemoDesk desk, String sheet) {
        press(desk, sheet, "confirmation");
    }

    /** Adds a member and gives their key. */
    static String member(DemoDesk desk, String home, Typed person) {
        return added(
                desk,
                home + "/members",
                home + "/members/",
                () -> desk.submit(home + "/members/new", home + "/members", person));
    }

    static void tie(DemoDesk desk, String home, String one, String other, String kind, Typed more) {
        Typed tie = Typed.of("person", one).and("other", other).and("kind", kind);
        for (Map.Entry<String, List<String>> field : more.fields().entrySet()) {
            tie = tie.and(field.getKey(), field.getValue().toArray(String[]::new));
        }
        desk.submit(home + "/relationships/new", home + "/relationships", tie);
    }

    static void contact(DemoDesk desk, String home, String person, String kind, String value, String note) {
        desk.submit(
                home + "/contacts/new?person=" + person,
                home + "/contacts?person=" + person,
                Typed.of("kind", kind).and("value", value).and("contactNote", note));
    }

    /** Writes a 支援経過記録 and gives its key. */
    static String record(DemoDesk desk, String home, String method, String about, String audience, Typed words) {
        return key(desk.submit(
                home + "/records/new",
                home + "/records",
                words.and("method", method).and("person", about).and("audience", audience)));
    }

    /** Takes the consent of one of the family that these agencies help, and gives its key. */
    static String consent(DemoDesk desk, Family family, String given, Typed words, String... recipients) {
        String consents = "/households/" + family.household() + "/consents";
        String person = family.persons().get(given);
        String form = consents + "?person=" + person;
        return added(desk, consents, consents + "/", () -> {
            DemoDesk.Page shown = desk.look(
                    consents + "/new?person=" + person,
                    form,
                    words.and("recipients", recipients)
                            .and(
                                    "categories",
                                    "住所・電話・安全な連絡方法",
                                    "健康・障害・介護のこと",
                                    "学校・仕事のこと",
                                    "収入・お金のこと",
                                    "使っている制度やサービス",
                                    "困りごと・暮らしのようす（支援の記録）",
                                    "つなぎのやりとり",
                                    "支援プランと、その見直し")
                            .and("speaker", "本人"));
            desk.submit(shown, form, Typed.of("step", "この内容で記録する"));
        });
    }

    /** The one key that a page shows afterwards and did not show before. */
    static String added(DemoDesk desk, String page, String before, Runnable act) {
        Set<String> old = desk.open(page).ids(before);
        act.run();
        Set<String> now = new LinkedHashSet<>(desk.open(page).ids(before));
        now.removeAll(old);
        if (now.size() != 1) {
            throw new IllegalStateException(page + " shows " + now.size() + " new addresses of " + before);
        }
        return now.iterator().next();
    }

    /** Sends a 支援依頼 and gives its key. */
    static String ask(DemoDesk desk, Family family, Typed request) {
        return key(desk.submit(family.home() + "/support-requests/new", family.home() + "/support-requests", request));
    }

    /** Takes a 支援依頼 on and gives the case that begins. */
    static String takeOn(DemoDesk desk, String request) {
        String page = "/support-requests/" + request;
        return key(desk.submit(page, page + "/acceptance", Typed.NOTHING));
    }

    static void assess(DemoDesk desk, String theCase, Typed assessment) {
        desk.submit("/cases/" + theCase + "/assessments/new", "/cases/" + theCase + "/assessments", assessment);
    }

    /** Begins the first version of a plan about everybody of the case, writes it, and gives its key. */
    static String plan(DemoDesk desk, String theCase, String kind, Typed words, List<Typed> lines) {
        String edit =
                desk.submit("/cases/" + theCase + "/plans/new", "/cases/" + theCase + "/plans", Typed.of("kind", kind));
        String plan = edit.split("/")[2];
        // The table offers three free rows at a time.
        for (int first = 0; first < lines.size(); first += 3) {
            Typed typed = words.and("kind", kind);
            for (int no = first; no < Math.min(first + 3, lines.size()); no++) {
                for (Map.Entry<String, List<String>> cell :
                        lines.get(no).fields().entrySet()) {
                    typed = typed.and(
                            "line." + (no + 1) + "." + cell.getKey(),
                            cell.getValue().toArray(String[]::new));
                }
            }
            desk.submit(edit, "/plans/" + plan, typed);
        }
        return plan;
    }

    /** One line of a plan; without an agency it is what the family does itself. */
    static Typed line(
            String issue, String goal, String action, String byFamily, String agency, String frequency, LocalDate due) {
        return Typed.of("issue", issue)
                .and("goal", goal)
                .and("action", action)
                .and("byFamily", byFamily)
                .and("agency", agency)
                .and("frequency", frequency)
                .and("due", Wareki.compact(due));
    }

    /** Calls a 重層的支援会議 and gives its key. */
    static String convene(DemoDesk desk, LocalDate on, String from, String until, String place) {
        return key(desk.submit(
                "/conferences/new",
                "/conferences",
                Typed.of("on", Wareki.compact(on))
                        .and("from", from)
                        .and("until", until)
                        .and("place", place)));
    }

    /** Puts a plan or an evaluation on the agenda; gives the address of the item. */
    static String put(DemoDesk desk, String subject, String meeting) {
        return desk.submit(subject + "/proposal", subject + "/proposal", Typed.of("meeting", meeting));
    }

    static void answer(DemoDesk desk, String meeting, String comes, String who) {
        String page = "/conferences/" + meeting;
        desk.submit(page, page + "/answers", Typed.of("comes", comes).and("who", who));
    }

    static void keepSecret(DemoDesk desk, String meeting) {
        String page = "/conferences/" + meeting;
        desk.submit(page, page + "/secrecy", Typed.NOTHING);
    }

    static void minutes(DemoDesk desk, String item, String summary, String view, String pending) {
        desk.submit(
                item + "/minutes",
                item + "/minutes",
                Typed.of("summary", summary).and("view", view).and("pending", pending));
    }

    static void decide(DemoDesk desk, String item, String what, String agency, LocalDate due) {
        desk.submit(
                item,
                item + "/decisions",
                Typed.of("what", what).and("agency", agency).and("due", Wareki.compact(due)));
    }

    /** Ticks off what one's own agency was to do. */
    static void done(DemoDesk desk, String item) {
        String decisions = item + "/decisions/";
        desk.submit(item, decisions + desk.open(item).id(decisions) + "/completion", Typed.NOTHING);
    }

    static void conclude(DemoDesk desk, String item, Typed conclusion) {
        desk.submit(item + "/conclusion", item + "/conclusion", conclusion);
    }

    /** Records who came; whoever said so did. */
    static void close(DemoDesk desk, String meeting) {
        String page = "/conferences/" + meeting + "/attendance";
        desk.submit(page, page, Typed.NOTHING);
    }

    static void confirmMinutes(DemoDesk desk, String item) {
        desk.submit(item, item + "/confirmation", Typed.NOTHING);
    }

    static void apply(DemoDesk desk, String plan, LocalDate on, String how) {
        String page = "/plans/" + plan;
        desk.submit(
                page, page + "/application", Typed.of("on", Wareki.compact(on)).and("how", how));
    }

    /** 支援決定 on the day of the sitting. */
    static void decidePlan(DemoDesk desk, String plan, String documentNo) {
        String page = "/plans/" + plan;
        desk.submit(page + "/decision/new", page + "/decision", Typed.of("documentNo", documentNo));
    }

    /** Writes a モニタリング in which all lines of the own plan or share go on. */
    static void monitor(DemoDesk desk, String theCase, Typed words) {
        DemoDesk.Page page = desk.open("/cases/" + theCase + "/monitorings/new");
        Typed typed = words;
        for (String line : page.ids("name=\"result-")) {
            typed = typed.and("result-" + line, "続けている");
        }
        desk.submit(page, "/cases/" + theCase + "/monitorings", typed);
    }

    /** Writes an evaluation in which every goal is reached; gives its key. */
    static String evaluate(DemoDesk desk, String theCase, Typed words) {
        DemoDesk.Page page = desk.open("/cases/" + theCase + "/evaluations/new");
        Typed typed = words;
        for (String goal : page.ids("name=\"goal-")) {
            typed = typed.and("goal-" + goal, "達成")
                    .and("now-" + goal, "手を借りながら続けられている")
                    .and("own-" + goal, "これなら続けられそうです");
        }
        return key(desk.submit(page, "/cases/" + theCase + "/evaluations", typed));
    }

    static String key(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
