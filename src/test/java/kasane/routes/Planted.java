package kasane.routes;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kasane.shared.Ids;
import kasane.testing.Web;
import org.jspecify.annotations.Nullable;

/**
 * What is planted for the table of routes, made through the same forms as everybody's: a household of 包括北 and
 * everything that can stand in it, and a sheet that 包括北 sent about the same person to 障害者相談支援センターかさね. Each
 * thing has its method, its id under the name that samples use, and its own secret, so that a leak says whence it came.
 * The cases stand in {@link PlantedCases}.
 */
final class Planted {

    /** What must reach nobody who has no ground to see it; {@code informant} reaches only who wrote it down. */
    static final Map<String, String> SECRETS = secrets();

    private static @Nullable Planted planted;
    private static @Nullable AssertionError trouble;

    /** The ids by the names of the samples. */
    final Map<String, String> ids = new LinkedHashMap<>();

    private final Web keeper;

    private static Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>(PlantedCases.SECRETS);
        secrets.putAll(PlantedSupport.SECRETS);
        secrets.putAll(Map.of(
                "name", "植込崎",
                "phone", "09000004321",
                "text", "植え込まれた秘密の文",
                "purpose", "植え込まれた同意の目的",
                "filename", "植え込まれた添付の名",
                "file", "植え込まれた添付の中身",
                "story", "植え込まれた相談の話",
                "note", "植え込まれた電話メモ",
                "informant", "伏名沢",
                "word", "植え込まれたつなぎの一言"));
        secrets.put("copied", "植え込まれた写しの一言");
        secrets.put("onPaper", "植え込まれた紙のつなぎの一言");
        secrets.put("reported", "植え込まれた通報の事実");
        secrets.put("advice", "植え込まれた名前のない相談");
        secrets.put("passed", "植え込まれたまわした用件");
        secrets.put("expiry", "植え込まれた期限のメモ");
        secrets.put("shutName", "隠れ沢");
        secrets.put("shutPhone", "09000006666");
        secrets.put("shutText", "隠された記録の文");
        secrets.put("shutFilename", "隠された添付の名");
        secrets.put("shutExpiry", "隠された期限のメモ");
        secrets.put("emergency", "植え込まれた緊急のわけ");
        secrets.put("fledPhone", "09000007777");
        secrets.put("fledAddress", "逃れた先の町");
        secrets.put("office", "窓口沢");
        secrets.put("mishap", "植え込まれた誤送付のいきさつ");
        secrets.put("elsewhere", "植え込まれた別の記録の町");
        return secrets;
    }

    /** Planted once for all classes that share the server. */
    static synchronized Planted on(int port) {
        if (trouble != null) {
            throw trouble; // hundreds of rows stand on it: what could not be planted once is not tried for each of them
        }
        if (planted == null) {
            try {
                planted = new Planted(port);
            } catch (AssertionError e) {
                trouble = e;
                throw e;
            }
        }
        return planted;
    }

    /** Planted anew, for a class that changes what it finds. */
    static Planted apart(int port) {
        return new Planted(port);
    }

    private Planted(int port) {
        keeper = Web.as(port, "houkatsu");
        household();
        contact();
        record();
        expiry();
        file();
        consent();
        withdrawn();
        consultation();
        phoneNote();
        referral(Web.as(port, "shougai"));
        copied(Web.as(port, "shougai"));
        onPaper(Web.as(port, "system"));
        suspicion(Web.as(port, "kodomo"));
        settings(Web.as(port, "system"));
        advice();
        shut();
        fled();
        emergency();
        namesake(Web.as(port, "suishin"));
        incident();
        new PlantedCases(port, ids).plant();
        new PlantedSupport(port, ids).plant();
    }

    /** The sample path with the planted ids; what was not planted is an id that nobody has. */
    String path(String sample) {
        Matcher name = Pattern.compile("\\{(\\w+)}").matcher(sample);
        return URI.create(name.replaceAll(m -> ids.getOrDefault(
                        m.group(1), UUID.nameUUIDFromBytes(sample.getBytes()).toString())))
                .toASCIIString();
    }

    /** The keys of everything planted, as the log names what it was about. */
    String keys() {
        return ids.values().stream().filter(id -> Ids.parse(id).isPresent()).collect(Collectors.joining(",", "{", "}"));
    }

    private void household() {
        plant(
                "household",
                fill(keeper, "/households/new", "/households", Map.of("family", SECRETS.get("name"), "given", "サクラ")),
                "/households/");
        plant("person", keeper.get(at("/members")).body(), "/members/");
    }

    private void contact() {
        String person = "?person=" + ids.get("person");
        fill(
                keeper,
                at("/contacts/new" + person),
                at("/contacts" + person),
                Map.of("kind", "PHONE", "value", "090-0000-4321", "phone", "090-0000-4321"));
        plant("contact", keeper.get(at("/members")).body(), "/contacts/");
    }

    /** 包括北 asks 多機関協働係 about a situation that names nobody. */
    private void advice() {
        String form = keeper.get("/advice/new").body();
        plant(
                "advice",
                fill(
                        keeper,
                        "/advice/new",
                        "/advice",
                        Map.of(
                                "to",
                                key(form, "name=\"to\" value=\"(\\d+)\""),
                                "field",
                                "REFUSES",
                                "worry",
                                SECRETS.get("advice"),
                                "wanted",
                                "ADVICE")),
                "/advice/");
    }

    private void record() {
        plant(
                "record",
                fill(
                        keeper,
                        at("/records/new"),
                        at("/records"),
                        Map.of("facts", SECRETS.get("text"), "doneOn", "2026-06-15", "audience", "OWN")),
                "/records/");
    }

    /** A record that is shut after it was worked with and shared; only its worker is admitted. */
    private void shut() {
        String at = concealed("shut", SECRETS.get("shutName"), "090-0000-6666");
        String person = ids.get("shutPerson");
        plant(
                "shutRecord",
                fill(
                        keeper,
                        at + "/records/new",
                        at + "/records",
                        Map.of("facts", SECRETS.get("shutText"), "doneOn", "2026-06-15", "audience", "TEAM")),
                "/records/");
        String record = "/records/" + ids.get("shutRecord");
        Web.Answer file = keeper.upload(
                keeper.get(record), record + "/files", SECRETS.get("shutFilename") + ".txt", SECRETS.get("shutText"));
        plant("shutFile", keeper.get(file.location()).body(), "/files/");
        fill(
                keeper,
                at + "/expiries/new",
                at + "/expiries",
                Map.of(
                        "kind",
                        "LIFE-EVICTION",
                        "on",
                        "2026-07-31",
                        "person",
                        "household",
                        "note",
                        SECRETS.get("shutExpiry"),
                        "audience",
                        "OWN"));
        fill(
                keeper,
                at + "/concealment/new",
                at + "/concealment",
                Map.of("mode", "TOGETHER", "basis", "WISH", "counterpartPerson", ""));
        plant("measure", keeper.get(at + "/concealment").body(), "/concealment/");
        if (!keeper.get(at + "/records").body().contains(SECRETS.get("shutText"))) {
            throw new AssertionError("whoever is admitted does not see the record any more");
        }
        if (person.isEmpty()) {
            throw new AssertionError("nobody was planted");
        }
    }

    /** Somebody of a household that all of 包括北 knows, who has fled: where to is shut. */
    private void fled() {
        String at = concealed("fled", "逃川", "090-0000-7777");
        String person = "?person=" + ids.get("fledPerson");
        fill(
                keeper,
                at + "/contacts/new" + person,
                at + "/contacts" + person,
                Map.of("kind", "ADDRESS", "value", SECRETS.get("fledAddress")));
        fill(
                keeper,
                at + "/concealment/new",
                at + "/concealment",
                Map.of(
                        "mode",
                        "FLED",
                        "basis",
                        "MEASURE",
                        "persons",
                        ids.get("fledPerson"),
                        "counterpartPerson",
                        counterpart(at)));
        if (!keeper.get(at + "/members").body().contains("090-0000-7777")) {
            throw new AssertionError("whoever is admitted does not see the number any more");
        }
    }

    /** Whom they fled from, who is helped by 社会福祉協議会. */
    private String counterpart(String at) {
        fill(keeper, at + "/members/new", at + "/members", Map.of("family", "逃川", "given", "アイテ", "tie", "SPOUSE"));
        String members = keeper.get(at + "/members").body();
        String id = key(members, "(?s)逃川 アイテ.*?/members/([0-9a-f-]{36})");
        consentTo(at, "?person=" + id, "社会福祉協議会", "相手方を支えるための見本");
        return id;
    }

    /** Paper that 包括北's worker handed to the wrong person. */
    private void incident() {
        plant(
                "incident",
                fill(
                        keeper,
                        "/incidents/new",
                        "/incidents",
                        Map.of("kind", "PAPER", "happened", SECRETS.get("mishap"), "sensitive", "UNKNOWN")),
                "/incidents/");
    }

    /** Somebody of whom the municipality and 包括北 each keep a record, and the question whether anybody else does. */
    private void namesake(Web office) {
        Map<String, String> same = Map.of("family", SECRETS.get("office"), "given", "フタリ", "birth", "S23.4.5");
        String other = fill(keeper, "/households/new", "/households", same).replaceFirst("/members$", "");
        String person = "?person=" + key(keeper.get(other + "/members").body(), "/members/([0-9a-f-]{36})");
        fill(
                keeper,
                other + "/contacts/new" + person,
                other + "/contacts" + person,
                Map.of("kind", "ADDRESS", "value", SECRETS.get("elsewhere")));
        plant("office", fill(office, "/households/new", "/households", same), "/households/");
        String at = "/households/" + ids.get("office");
        plant(
                "namesake",
                fill(
                        office,
                        at + "/namesakes/new",
                        at + "/namesakes",
                        Map.of(
                                "person",
                                key(office.get(at + "/members").body(), "/members/([0-9a-f-]{36})"),
                                "code",
                                "TWICE",
                                "reason",
                                "見本のわけ")),
                "/namesakes/");
    }

    /** An emergency in which nobody was found: it opens nothing that the table says is shut. */
    private void emergency() {
        plant(
                "emergency",
                fill(
                        keeper,
                        "/emergency-readings/new",
                        "/emergency-readings",
                        Map.of(
                                "called",
                                "急ぎ沢ミホン",
                                "birth",
                                "S21.3.5",
                                "danger",
                                "LIFE",
                                "reason",
                                SECRETS.get("emergency"))),
                "/emergency-readings/");
    }

    /** A household with a telephone number that こども家庭センター may know, to be shut by the caller. */
    private String concealed(String name, String family, String phone) {
        plant(
                name,
                fill(keeper, "/households/new", "/households", Map.of("family", family, "given", "ミホン", "conceal", "")),
                "/households/");
        String at = "/households/" + ids.get(name);
        plant(name + "Person", keeper.get(at + "/members").body(), "/members/");
        String person = "?person=" + ids.get(name + "Person");
        fill(
                keeper,
                at + "/contacts/new" + person,
                at + "/contacts" + person,
                Map.of("kind", "PHONE", "value", phone, "phone", phone));
        plant(name + "Contact", keeper.get(at + "/members").body(), "/contacts/");
        consentTo(at, person, "こども家庭センター", "見本の目的");
        plant(name + "Consent", keeper.get(at + "/consents").body(), "/consents/");
        return at;
    }

    /** A day that 包括北 wrote down for itself. */
    private void expiry() {
        fill(
                keeper,
                at("/expiries/new"),
                at("/expiries"),
                Map.of(
                        "kind",
                        "LIFE-EVICTION",
                        "on",
                        "2026-07-31",
                        "person",
                        "household",
                        "note",
                        SECRETS.get("expiry"),
                        "audience",
                        "OWN"));
        plant("expiry", keeper.get(at("/expiries")).body(), "/expiries/");
    }

    private void file() {
        String record = "/records/" + ids.get("record");
        Web.Answer answer = keeper.upload(
                keeper.get(record), record + "/files", SECRETS.get("filename") + ".txt", SECRETS.get("file"));
        plant("file", keeper.get(answer.location()).body(), "/files/");
    }

    /** こども家庭センター may know how to reach the person, and nothing of what was recorded. */
    private void consent() {
        consentTo(at(""), "?person=" + ids.get("person"), "こども家庭センター", SECRETS.get("purpose"));
        plant("consent", keeper.get(at("/consents")).body(), "/consents/");
    }

    /** What 見本台クリニック saw by the person's consent, until the person said no. */
    private void withdrawn() {
        String person = "?person=" + ids.get("person");
        String household = at("");
        consentTo(household, person, "見本台クリニック", "しばらくのあいだの見本");
        String id = key(
                keeper.get(household + "/consents").body().replace(ids.get("consent"), ""),
                "/consents/([0-9a-f-]{36})/withdrawal");
        String page = household + "/consents/" + id + "/withdrawal";
        fill(keeper, page, page, Map.of("reason", "見本の申し出"));
    }

    private void consentTo(String household, String person, String agency, String purpose) {
        String form = household + "/consents/new" + person;
        fill(
                keeper,
                form,
                household + "/consents" + person,
                Map.of(
                        "recipients",
                        key(keeper.get(form).body(), "name=\"recipients\" value=\"(\\d+)\"[^>]*><label[^>]*>" + agency),
                        "categories",
                        "CONTACT",
                        "purpose",
                        purpose,
                        "explainedHow",
                        "自宅で",
                        "step",
                        "save"));
    }

    private void consultation() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("household", ids.get("household"));
        told.put("persons", ids.get("person"));
        told.put("caller", "NEIGHBOUR");
        told.put("informantName", SECRETS.get("informant"));
        told.put("secrecy", "HIDE");
        told.put("issues", "12");
        told.put("story", SECRETS.get("story"));
        told.put("outcome", "");
        plant(
                "consultation",
                fill(keeper, "/consultations/new?household=" + ids.get("household"), "/consultations", told),
                "/consultations/");
        String page = "/consultations/" + ids.get("consultation");
        plant("binding", keeper.get(page).body(), "/bindings/");
        Web.Answer form = keeper.get(page);
        Web.Answer passed = keeper.post(
                form,
                page + "/passings",
                Map.of(
                        "to", List.of(key(form.body(), "<option value=\"(\\d+)\"[^>]*>仮名森アオイ")),
                        "words", List.of(SECRETS.get("passed"))));
        if (passed.status() != 303) {
            throw new AssertionError("passing answered " + passed.status());
        }
        plant("passing", keeper.get(page).body(), "/passings/");
    }

    private void phoneNote() {
        fill(
                keeper,
                "/phone-notes/new",
                "/phone-notes",
                Map.of("text", SECRETS.get("note"), "name", SECRETS.get("informant"), "hide", "1"));
        String list = keeper.get("/consultations").body();
        plant("note", list.substring(list.indexOf(SECRETS.get("note"))), "/phone-notes/");
    }

    /** Received and accepted, so that each side stands where it has something to do. */
    private void referral(Web addressee) {
        String window =
                key(keeper.get("/referrals/new").body(), "id=\"f-to-(\\d+)\"[^>]*>\\s*<label[^>]*>障害者相談支援センターかさね");
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("name", SECRETS.get("name") + " サクラ");
        sheet.put("phone", "090-0000-4321");
        sheet.put("issues", "12");
        sheet.put("mainIssue", "12");
        sheet.put("to", window);
        sheet.put("word", SECRETS.get("word"));
        sheet.put("consent", "GIVEN");
        plant("referral", fill(keeper, "/referrals/new", "/referrals", sheet), "/referrals/");
        String page = "/referrals/" + ids.get("referral");
        for (String step : List.of("/receipt", "/acceptance")) {
            Web.Answer answer = addressee.post(page, page + step, Map.of());
            if (answer.status() != 303) {
                throw new AssertionError(step + " answered " + answer.status());
            }
        }
        plant("sheetHousehold", keeper.get(page).body(), "/households/");
        plant(
                "sheetPerson",
                keeper.get("/households/" + ids.get("sheetHousehold") + "/members")
                        .body(),
                "/members/");
        plant("openedHousehold", addressee.get(page).body(), "/households/");
        plant(
                "openedPerson",
                addressee
                        .get("/households/" + ids.get("openedHousehold") + "/members")
                        .body(),
                "/members/");
    }

    /** Another sheet about the same person that こども家庭センター reads along, and whose addressee is asked to come along. */
    private void copied(Web addressee) {
        String form = keeper.get("/referrals/new").body();
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("name", SECRETS.get("name") + " サクラ");
        sheet.put("phone", "090-0000-4321");
        sheet.put("issues", "12");
        sheet.put("mainIssue", "12");
        sheet.put("to", key(form, "id=\"f-to-(\\d+)\"[^>]*>\\s*<label[^>]*>障害者相談支援センターかさね"));
        sheet.put("copies", key(form, "id=\"f-copies-(\\d+)\"[^>]*>\\s*<label[^>]*>こども家庭センター"));
        sheet.put("companyAsked", "on");
        sheet.put("word", SECRETS.get("copied"));
        sheet.put("consent", "GIVEN");
        plant("copied", fill(keeper, "/referrals/new", "/referrals", sheet), "/referrals/");
        String page = "/referrals/" + ids.get("copied");
        // A list is logged by its households.
        plant("copiedHousehold", keeper.get(page).body(), "/households/");
        Planted.sent(addressee.post(page, page + "/receipt", Map.of()), page + "/receipt", Map.of());
    }

    /** A sheet to a clinic where nobody signs in: it has left by mail, and a link to it lives. */
    private void onPaper(Web system) {
        String number = "/settings/numbers/referral-link.allowed";
        fill(system, number + "/new", number, Map.of("amount", "1", "from", "2026-06-15"));
        Map<String, String> sheet = new LinkedHashMap<>();
        sheet.put("name", SECRETS.get("name") + " サクラ");
        sheet.put("phone", "090-0000-4321");
        sheet.put("issues", "12");
        sheet.put("mainIssue", "12");
        sheet.put("to", key(keeper.get("/referrals/new").body(), "id=\"f-to-(\\d+)\"[^>]*>\\s*<label[^>]*>見本台内科医院"));
        sheet.put("word", SECRETS.get("onPaper"));
        sheet.put("consent", "GIVEN");
        plant("paper", fill(keeper, "/referrals/new", "/referrals", sheet), "/referrals/");
        String page = "/referrals/" + ids.get("paper");
        plant("paperHousehold", keeper.get(page).body(), "/households/");
        fill(keeper, page + "/dispatches/new?way=POST", page + "/dispatches", Map.of());
        Web.Answer made = keeper.post(page + "/links/new", page + "/links", Map.of());
        if (made.status() != 200) {
            throw new AssertionError("the link answered " + made.status());
        }
    }

    /** A report to こども家庭センター: not even colleagues of the one who told find it. */
    private void suspicion(Web window) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("kind", "CHILD_ABUSE");
        told.put("immediate", "NO");
        told.put("person", "青い帽子の子");
        told.put("facts", SECRETS.get("reported"));
        told.put("accused", "UNKNOWN");
        told.put("accusedAgency", "");
        told.put("to", "");
        plant("suspicion", fill(keeper, "/suspicions/new", "/suspicions", told), "/suspicions/");
        String page = "/suspicions/" + ids.get("suspicion");
        sent(window.post(page, page + "/receipt", Map.of()), page + "/receipt", Map.of());
    }

    private void settings(Web system) {
        ids.put("agency", "1");
        ids.put("staff", key(system.get("/staff").body(), "href=\"/staff/(\\d+)\""));
        ids.put("label", key(system.get("/settings/labels").body(), "href=\"/settings/labels/([^\"/]+)/new\""));
        ids.put("number", key(system.get("/settings/numbers").body(), "href=\"/settings/numbers/([^\"/]+)/new\""));
        ids.put("clock", key(system.get("/settings/clocks").body(), "href=\"/settings/clocks/([^\"/]+)/new\""));
    }

    private String at(String path) {
        return "/households/" + ids.get("household") + path;
    }

    private void plant(String name, String text, String before) {
        ids.put(name, key(text, Pattern.quote(before) + "([0-9a-f]{8}-[0-9a-f-]{27})"));
    }

    static String key(String text, String pattern) {
        Matcher key = Pattern.compile(pattern).matcher(text);
        if (!key.find()) {
            throw new AssertionError("no " + pattern + " in: " + text);
        }
        return key.group(1);
    }

    /** Opens a form, leaves everything as offered or at its first choice, types the given fields and sends it. */
    static String fill(Web web, String page, String action, Map<String, String> typed) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        typed.forEach((name, value) -> all.put(name, List.of(value)));
        return fillAll(web, page, action, all);
    }

    /** The same, with several values for a field. */
    static String fillAll(Web web, String page, String action, Map<String, List<String>> typed) {
        Web.Answer open = web.get(page);
        Map<String, List<String>> fields = offered(open.body());
        fields.putAll(typed);
        return sent(web.post(open, action, fields), action, fields);
    }

    /** Where the answer leads; whatever came back otherwise is told with its sentences. */
    static String sent(Web.Answer answer, String action, Map<String, List<String>> fields) {
        if (answer.status() != 303) {
            Matcher errors = Pattern.compile("(?s)error-summary.*?</div>").matcher(answer.body());
            throw new AssertionError(action + " answered " + answer.status() + " to " + fields.keySet() + ": "
                    + (errors.find() ? errors.group() : answer.body()));
        }
        return answer.location();
    }

    static Map<String, List<String>> offered(String html) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        Matcher tag = Pattern.compile(
                        "(?s)<input ([^>]*)>|<textarea ([^>]*)>(.*?)</textarea>|<select ([^>]*)>(.*?)</select>")
                .matcher(html);
        while (tag.find()) {
            if (tag.group(1) != null) {
                String attributes = tag.group(1);
                String name = attribute(attributes, "name");
                String type = attribute(attributes, "type");
                boolean chosen = attributes.matches("(?s).*\\bchecked\\b.*");
                if (name.isEmpty()
                        || type.equals("checkbox") && !chosen
                        || type.equals("file")
                        || type.equals("search")) {
                    continue;
                }
                if (!type.equals("radio") || chosen || !fields.containsKey(name)) {
                    fields.put(name, List.of(attribute(attributes, "value")));
                }
            } else if (tag.group(2) != null) {
                fields.put(attribute(tag.group(2), "name"), List.of(tag.group(3).strip()));
            } else {
                List<String> values = new ArrayList<>();
                Matcher option = Pattern.compile("<option ([^>]*)>").matcher(tag.group(5));
                while (option.find()) {
                    values.add(attribute(option.group(1), "value"));
                }
                fields.put(
                        attribute(tag.group(4), "name"),
                        List.of(values.stream()
                                .filter(v -> !v.isEmpty())
                                .findFirst()
                                .orElse("")));
            }
        }
        fields.remove("");
        fields.keySet().removeIf(name -> name.equals("q") || name.equals("hat"));
        return fields;
    }

    private static String attribute(String attributes, String name) {
        Matcher value = Pattern.compile("(?:^|\\s)" + name + "=\"([^\"]*)\"").matcher(attributes);
        return value.find() ? value.group(1) : "";
    }
}
