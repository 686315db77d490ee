package kasane.routes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.testing.Web;

/**
 * The cases that are planted for the table of routes. All three households are asked for by 包括北 and carried by 多機関協働係:
 * one runs and is planned anew, one waits for whom it is handed back to, and one is still asked for; of a fourth only
 * somebody to come along was asked, before any consent.
 *
 * <p>In each there are two. アサ lets 障害者相談支援センターかさね and こども家庭センター know of the plan, ヨル nobody but 多機関協働係:
 * what is about both, or about ヨル, never reaches those two.
 */
final class PlantedCases {

    /** The words of all cases: what is written in one of them is as secret as in the other. */
    static final Map<String, String> SECRETS = secrets();

    private static final String TODAY = "R8.6.15";

    private final Map<String, String> ids;
    private final Web keeper;
    private final Web coordinator;
    private final Web decider;
    private final Web covered;
    private final Web colleague;

    private static Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("family", "植込原");
        secrets.put("asa", "ウエコアサ");
        secrets.put("yoru", "ウエコヨル");
        secrets.put("nameless", "植込沼");
        secrets.put("meet", "植え込まれた面談の願い");
        secrets.put("request", "植え込まれた依頼のわけ");
        secrets.put("assessment", "植え込まれた見立て");
        secrets.put("inquiry", "植え込まれた聞き取り");
        secrets.put("sheetYoru", "植え込まれたヨルの主訴");
        secrets.put("wishes", "植え込まれた意向");
        secrets.put("both", "植え込まれた二人の目標");
        secrets.put("lineAsa", "植え込まれたアサの目標");
        secrets.put("lineYoru", "植え込まれたヨルの目標");
        secrets.put("minutes", "植え込まれた会議の要旨");
        secrets.put("decided", "植え込まれた決定");
        secrets.put("prepared", "植え込まれた世帯像");
        secrets.put("monitoring", "植え込まれた全体の様子");
        secrets.put("part", "植え込まれた担当の様子");
        secrets.put("opinion", "植え込まれた評価の所見");
        secrets.put("remaining", "植え込まれた残る課題");
        secrets.put("happened", "植え込まれた出来事");
        secrets.put("parted", "植え込まれた一部の引継ぎ");
        secrets.put("gather", "植え込まれた知りたいこと");
        secrets.put("known", "植え込まれた回答");
        secrets.put("handover", "植え込まれた引継ぎの文");
        secrets.put("noted", "植え込まれた担当の引継書");
        secrets.put("handoverTo", "植込台市");
        secrets.put("joint", "植え込まれた連携支援のめあて");
        secrets.put("jointPart", "植え込まれた連携支援の受けもち");
        return secrets;
    }

    PlantedCases(int port, Map<String, String> ids) {
        this.ids = ids;
        keeper = Web.as(port, "houkatsu");
        coordinator = Web.as(port, "suishin");
        decider = Web.as(port, "kacho");
        covered = Web.as(port, "shougai");
        colleague = Web.as(port, "houkatsu2");
    }

    void plant() {
        running();
        handedBack();
        String asked = household("asked", "family");
        consent(asked, id("askedAsa"), every(), "福祉総合支援課 多機関協働係");
        consent(asked, id("askedYoru"), every(), "福祉総合支援課 多機関協働係");
        request("openRequest", asked);
        introduction(household("met", "nameless"));
        conference("nextConference", "R8.7.15");
        handout();
        poll();
        joint("invited", false);
        joint("joint", true);
        ids.put("shougai", agency("障害者相談支援センターかさね"));
    }

    // ---- the steps of a case, each through its form

    private void running() {
        String at = begun("case", "");
        decided("", at);
        Web.Answer form = covered.get("/cases/" + id("case") + "/monitorings/new");
        ids.put("part", monitoring(covered, form, "part"));
        form = coordinator.get("/cases/" + id("case") + "/monitorings/new");
        ids.put("monitoring", monitoring(coordinator, form, "monitoring"));
        evaluation("evaluation", "case", "REPLAN");
        send(coordinator, "/cases/" + id("case"), "/cases/" + id("case") + "/revision", fields());
        plan("draft", "case", "");
        occurrence();
        partial();
        handover();
        succession();
        information("information");
        information("answered");
        String page = "/information-requests/" + id("answered");
        send(
                covered,
                page + "/answer/new",
                page + "/answer",
                fields("words-HEALTH", SECRETS.get("known"), "source-HEALTH", "PERSON"));
    }

    /** 障害者相談支援センターかさね tells what happened to アサ. */
    private void occurrence() {
        String of = "/cases/" + id("case") + "/occurrences";
        Map<String, List<String>> fields =
                fields("kind", "POLICE", "persons", id("asa"), "on", TODAY, "words", SECRETS.get("happened"), "by", "");
        ids.put("occurrence", last(send(covered, of + "/new", of, fields)));
    }

    /** 障害者相談支援センターかさね is asked to take over something about アサ. */
    private void partial() {
        String of = "/cases/" + id("case") + "/partial-hand-backs";
        Map<String, List<String>> fields = fields(
                "persons",
                id("asa"),
                "topics",
                "01",
                "words",
                SECRETS.get("parted"),
                "to",
                agency("障害者相談支援センターかさね"),
                "how",
                "OFFER");
        ids.put("partial", last(send(coordinator, of + "/new", of, fields)));
    }

    /** 所管課 plans that its coordinator hands everything over in years to come, and the coordinator writes of the case. */
    private void succession() {
        // Somebody leaves once at a time: what was planted apart in the same town shares the plan.
        Matcher planned = Pattern.compile("<a href=\"/successions/([0-9a-f-]{36})\">手本坂(?:(?!</tr>).)*その日を待って")
                .matcher(decider.get("/successions").body().replace("\n", " "));
        ids.put("succession", planned.find() ? planned.group(1) : last(plannedAnew()));
        String page = "/successions/" + id("succession") + "/notes/" + id("case");
        ids.put("successionNote", last(send(coordinator, page, page, fields("standing", SECRETS.get("noted")))));
    }

    private String plannedAnew() {
        Web.Answer form = decider.get("/successions/new");
        Matcher leaver = Pattern.compile("<option value=\"(\\d+)\"[^>]*>手本坂").matcher(form.body());
        if (!leaver.find()) {
            throw new AssertionError("the coordinator cannot leave");
        }
        return send(
                decider,
                form,
                "/successions",
                fields("leaver", leaver.group(1), "from", "R20.4.1", "to", "AGENCY", "hat", "STAYS"));
    }

    /** アサ agreed that another town is told of her health; nobody in this town but who carries the case learns where to. */
    private void handover() {
        String of = "/cases/" + id("case") + "/handovers";
        Map<String, List<String>> fields = fields(
                "to",
                SECRETS.get("handoverTo"),
                "moves",
                "R8.7.31",
                "agreed-" + id("asa"),
                "HEALTH",
                "agreedOn",
                TODAY,
                "how",
                "SPOKEN");
        ids.put("handover", last(send(coordinator, of + "/new", of, fields)));
        String page = "/handovers/" + id("handover");
        send(
                coordinator,
                page + "/words",
                page + "/words",
                fields("words-" + id("asa") + "-HEALTH", SECRETS.get("handover")));
    }

    /** 障害者相談支援センターかさね is asked about アサ, of whom it may know. */
    private void information(String name) {
        String of = "/cases/" + id("case") + "/information-requests";
        Map<String, List<String>> fields = fields(
                "to",
                agency("障害者相談支援センターかさね"),
                "persons",
                id("asa"),
                "topics",
                "HEALTH",
                "words",
                SECRETS.get("gather"),
                "due",
                "R8.6.29");
        ids.put(name, last(send(coordinator, of + "/new", of, fields)));
    }

    private void handedBack() {
        String at = begun("handedCase", "handed");
        decided("handed", at);
        evaluation("closure", "handedCase", "CLOSE");
        conference("closureConference", TODAY);
        String item = send(
                coordinator,
                "/evaluations/" + id("closure") + "/proposal",
                "/evaluations/" + id("closure") + "/proposal",
                fields("meeting", id("closureConference")));
        ids.put("closureItem", Planted.key(item, "/items/([0-9a-f-]{36})"));
        minutes("closureConference", item);
        Map<String, List<String>> conclusion = fields("code", "CLOSE", "lead", agency("地域包括支援センター北"));
        send(coordinator, item + "/conclusion", item + "/conclusion", conclusion);
        String meeting = "/conferences/" + id("closureConference");
        send(coordinator, meeting + "/attendance", meeting + "/attendance", fields());
        send(coordinator, item, item + "/confirmation", fields());
        String page = keeper.get("/cases/" + id("handedCase")).body();
        ids.put("handBack", Planted.key(page, "/hand-backs/([0-9a-f-]{36})"));
    }

    /** Asked for, accepted, assessed, planned. */
    private String begun(String name, String prefix) {
        String at = household(prefix.isEmpty() ? "family" : prefix, "family");
        String asa = id(prefix.isEmpty() ? "asa" : prefix + "Asa");
        String yoru = id(prefix.isEmpty() ? "yoru" : prefix + "Yoru");
        consent(at, asa, every(), "福祉総合支援課 多機関協働係");
        consent(at, asa, List.of("PLAN"), "障害者相談支援センターかさね", "こども家庭センター");
        consent(at, yoru, every(), "福祉総合支援課 多機関協働係");
        String request = prefix.isEmpty() ? "request" : prefix + "Request";
        request(request, at);
        String page = "/support-requests/" + id(request);
        ids.put(name, last(send(coordinator, page, page + "/acceptance", fields())));
        Map<String, List<String>> assessment = fields("issues", "01", "mainIssue", "01", "after", "0");
        assessment.put("persons", List.of(asa, yoru));
        assessment.put("summary", List.of(SECRETS.get("assessment")));
        if (prefix.isEmpty()) {
            assessment.put("p-" + yoru + "-complaint", List.of(SECRETS.get("sheetYoru")));
            Map<String, List<String>> heard = fields(
                    "reason",
                    "WISH",
                    "topic",
                    "HEALTH",
                    "source",
                    "PERSON",
                    "on",
                    TODAY,
                    "words",
                    SECRETS.get("inquiry"));
            heard.put("persons", List.of(asa, yoru));
            send(coordinator, "/cases/" + id(name) + "/inquiries/new", "/cases/" + id(name) + "/inquiries", heard);
        }
        String of = "/cases/" + id(name) + "/assessments";
        ids.put(
                prefix.isEmpty() ? "assessment" : prefix + "Assessment",
                last(send(coordinator, of + "/new", of, assessment)));
        plan(prefix.isEmpty() ? "plan" : prefix + "Plan", name, prefix);
        return at;
    }

    /** Its plan found fit by a conference and decided on. */
    private void decided(String prefix, String at) {
        String plan = "/plans/" + id(prefix.isEmpty() ? "plan" : prefix + "Plan");
        String conference = prefix.isEmpty() ? "conference" : prefix + "Conference";
        conference(conference, TODAY);
        String item = send(coordinator, plan + "/proposal", plan + "/proposal", fields("meeting", id(conference)));
        ids.put(prefix.isEmpty() ? "item" : prefix + "Item", Planted.key(item, "/items/([0-9a-f-]{36})"));
        minutes(conference, item);
        send(coordinator, item + "/conclusion", item + "/conclusion", fields("code", "FIT"));
        send(decider, plan + "/decision/new", plan + "/decision", fields("decidedOn", TODAY, "documentNo", "植込第1号"));
    }

    private String household(String name, String family) {
        String at = Planted.fill(
                keeper,
                "/households/new",
                "/households",
                Map.of("family", SECRETS.get(family), "given", SECRETS.get("asa")));
        String household = Planted.key(at, "/households/([0-9a-f-]{36})");
        String home = "/households/" + household;
        ids.put(name, household);
        ids.put(name.equals("family") ? "asa" : name + "Asa", persons(home).getFirst());
        Planted.fill(
                keeper,
                home + "/members/new",
                home + "/members",
                Map.of("family", SECRETS.get(family), "given", SECRETS.get("yoru")));
        List<String> both = new ArrayList<>(persons(home));
        both.remove(id(name.equals("family") ? "asa" : name + "Asa"));
        ids.put(name.equals("family") ? "yoru" : name + "Yoru", both.getFirst());
        return home;
    }

    private List<String> persons(String home) {
        return Pattern.compile(Pattern.quote(home) + "/members/([0-9a-f-]{36})\"")
                .matcher(keeper.get(home + "/members").body())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private void consent(String home, String person, List<String> categories, String... recipients) {
        String of = "?person=" + person;
        String form = keeper.get(home + "/consents/new" + of).body();
        Map<String, List<String>> given = fields("purpose", "一緒に考えるため", "explainedHow", "自宅で", "step", "save");
        given.put("categories", categories);
        given.put(
                "recipients",
                Arrays.stream(recipients)
                        .map(name -> Planted.key(
                                form,
                                "name=\"recipients\" value=\"(\\d+)\"[^>]*><label[^>]*>" + Pattern.quote(name)
                                        + "\\s*<"))
                        .toList());
        Planted.fillAll(keeper, home + "/consents/new" + of, home + "/consents" + of, given);
    }

    private static List<String> every() {
        return List.of("CONTACT", "HEALTH", "SCHOOL_WORK", "MONEY", "WELFARE", "LIFE", "REFERRAL", "PLAN");
    }

    private void request(String name, String home) {
        Map<String, List<String>> fields = fields(
                "to",
                agency("福祉総合支援課 多機関協働係"),
                "reasons",
                "UNTANGLE",
                "situation",
                SECRETS.get("request"),
                "done",
                "",
                "wish",
                "");
        fields.put("persons", persons(home));
        ids.put(name, last(send(keeper, home + "/support-requests/new", home + "/support-requests", fields)));
    }

    private void introduction(String home) {
        Map<String, List<String>> fields =
                fields("to", agency("福祉総合支援課 多機関協働係"), "reasons", "UNTANGLE", "meetingWish", SECRETS.get("meet"));
        ids.put("introduction", last(send(keeper, home + "/introductions/new", home + "/introductions", fields)));
    }

    /** A version with one line about each of the two and one about both. */
    private void plan(String name, String caseName, String prefix) {
        String asa = id(prefix.isEmpty() ? "asa" : prefix + "Asa");
        String yoru = id(prefix.isEmpty() ? "yoru" : prefix + "Yoru");
        String of = "/cases/" + id(caseName) + "/plans";
        Map<String, List<String>> begin = fields("kind", "SOLVING");
        begin.put("persons", List.of(asa, yoru));
        String edit = send(coordinator, of + "/new", of, begin);
        String plan = edit.replace("/edit", "");
        ids.put(name, last(plan));
        Map<String, List<String>> fields = fields(
                "wishes",
                SECRETS.get("wishes"),
                "kind",
                "SOLVING",
                "from",
                TODAY,
                "until",
                "R8.12.14",
                "nextMonitoring",
                "R8.9.15",
                "lead",
                agency("地域包括支援センター北"),
                "nextLead",
                "",
                "participation",
                "NO",
                "outreach",
                "NO");
        line(fields, 1, List.of(asa, yoru), "both", "");
        line(fields, 2, List.of(asa), "lineAsa", agency("障害者相談支援センターかさね"));
        line(fields, 3, List.of(yoru), "lineYoru", "");
        send(coordinator, edit, plan, fields);
    }

    private static void line(
            Map<String, List<String>> fields, int no, List<String> persons, String goal, String agency) {
        fields.put("line." + no + ".persons", persons);
        fields.put("line." + no + ".goal", List.of(SECRETS.get(goal)));
        fields.put("line." + no + ".action", List.of("見本の内容"));
        fields.put("line." + no + ".agency", List.of(agency));
    }

    /** Invited are also those who may know nothing of what is talked about. */
    private void conference(String name, String on) {
        Map<String, List<String>> fields =
                fields("body", "MULTI", "on", on, "from", "13:30", "until", "15:00", "place", "見本会議室");
        fields.put("agencies", List.of(agency("障害者相談支援センターかさね"), agency("こども家庭センター")));
        ids.put(name, last(send(coordinator, "/conferences/new", "/conferences", fields)));
    }

    /** 配付資料 of the next conference, for whoever convenes it. */
    private void handout() {
        String page = "/conferences/" + id("nextConference") + "/handouts";
        Map<String, List<String>> fields = fields("title", "見本の次第");
        fields.put("agencies", List.of(agency("福祉総合支援課 多機関協働係")));
        send(coordinator, page + "/of/all/new", page + "/of/all", fields);
        ids.put("handout", Planted.key(coordinator.get(page).body(), "/handouts/([0-9a-f-]{36})/dropping"));
    }

    /** 日程調整, asked of one agency. */
    private void poll() {
        Map<String, List<String>> fields =
                fields("body", "MULTI", "place", "見本会議室", "answerBy", "R8.6.22", "days", "R8.7.3 13:30\nR8.7.6 10:00");
        fields.put("agencies", List.of(agency("障害者相談支援センターかさね")));
        ids.put("poll", last(send(coordinator, "/conference-polls/new", "/conference-polls", fields)));
    }

    /** Everybody who may read has promised secrecy; the minutes are written, something is decided. */
    private void minutes(String conference, String item) {
        for (Web web : List.of(coordinator, decider, keeper, colleague)) {
            send(web, item, "/conferences/" + id(conference) + "/secrecy", fields("item", last(item)));
        }
        send(coordinator, item + "/preparation", item + "/preparation", fields("picture", SECRETS.get("prepared")));
        send(coordinator, item + "/minutes", item + "/minutes", fields("summary", SECRETS.get("minutes")));
        send(
                coordinator,
                item,
                item + "/decisions",
                fields("what", SECRETS.get("decided"), "agency", agency("地域包括支援センター北"), "due", "R8.7.10"));
        String decision = Planted.key(coordinator.get(item).body(), "/decisions/([0-9a-f-]{36})/");
        ids.put(conference.equals("conference") ? "decision" : conference + "Decision", decision);
    }

    private String monitoring(Web web, Web.Answer form, String secret) {
        Map<String, List<String>> fields = fields(
                "doneOn",
                TODAY,
                "method",
                "03",
                "situation",
                SECRETS.get(secret),
                "verdict",
                "ON_TRACK",
                "nextOn",
                "R8.9.1");
        return last(send(web, form, "/cases/" + id("case") + "/monitorings", fields));
    }

    private void evaluation(String name, String caseName, String direction) {
        String of = "/cases/" + id(caseName) + "/evaluations";
        Web.Answer form = coordinator.get(of + "/new");
        Map<String, List<String>> fields = fields(
                "on",
                TODAY,
                "opinion",
                SECRETS.get("opinion"),
                "remaining",
                SECRETS.get("remaining"),
                "direction",
                direction,
                "reason",
                "ROLES",
                "lead",
                agency("地域包括支援センター北"),
                "followOn",
                "R8.12.1");
        Pattern.compile("name=\"(goal-[^\"]+)\"")
                .matcher(form.body())
                .results()
                .forEach(goal -> fields.put(goal.group(1), List.of("PARTLY")));
        ids.put(name, last(send(coordinator, form, of, fields)));
    }

    /** 包括北 works with 障害者相談支援センターかさね for アサ; こども家庭センター may know of her, and takes no part. */
    private void joint(String name, boolean joined) {
        String at = household(name + "Home", "family");
        consent(at, id(name + "HomeAsa"), every(), "障害者相談支援センターかさね", "こども家庭センター");
        String member = agency("障害者相談支援センターかさね");
        Map<String, List<String>> fields = fields(
                "persons",
                id(name + "HomeAsa"),
                "aim",
                SECRETS.get("joint"),
                "role",
                SECRETS.get("jointPart"),
                "part-" + member,
                SECRETS.get("jointPart"),
                "review",
                "R8.9.1");
        ids.put(name, last(send(keeper, at + "/joint-supports/new", at + "/joint-supports", fields)));
        String page = "/joint-supports/" + id(name);
        ids.put(name + "Seat", Planted.key(keeper.get(page).body(), "/seats/([0-9a-f-]{36})/closing"));
        if (joined) {
            send(
                    covered,
                    page + "/answer/new",
                    page + "/answer",
                    fields("answer", "JOIN", "words", SECRETS.get("jointPart")));
        }
    }

    // ---- small words

    private String id(String name) {
        return ids.get(name);
    }

    private String agency(String name) {
        return ids.computeIfAbsent(
                "agency " + name,
                n -> Planted.key(
                        keeper.get("/agencies").body(), "href=\"/agencies/(\\d+)\"[^>]*>\\s*" + Pattern.quote(name)));
    }

    private static String last(String location) {
        return location.substring(location.lastIndexOf('/') + 1).replaceAll("[?#].*", "");
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], List.of(pairs[i + 1]));
        }
        return fields;
    }

    private static String send(Web web, String page, String action, Map<String, List<String>> fields) {
        return send(web, web.get(page), action, fields);
    }

    private static String send(Web web, Web.Answer page, String action, Map<String, List<String>> fields) {
        return Planted.sent(web.post(page, action, fields), action, fields);
    }
}
