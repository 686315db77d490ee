package kasane.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kasane.testing.Web;

/**
 * The 支援会議 that is planted for the table of routes: 包括北 asked for it and stands before its door, こども家庭センター came in,
 * 障害者相談支援センターかさね is no member: it was asked to cooperate, and a piece was released to it. A second request waits.
 */
final class PlantedSupport {

    /** {@code sealed} lies on the table in every form in which something can lie there. */
    static final Map<String, String> SECRETS = Map.of(
            "called", "植込洞の世帯",
            "worry", "植え込まれた心配のわけ",
            "sealed", "植え込まれた支援会議の中身",
            "released", "植え込まれた持ち出しのことば",
            "cooperation", "植え込まれた協力依頼の問い");

    private final Map<String, String> ids;
    private final Web asker;
    private final Web judge;
    private final Web member;

    PlantedSupport(int port, Map<String, String> ids) {
        this.ids = ids;
        asker = Web.as(port, "houkatsu");
        judge = Web.as(port, "kacho");
        member = Web.as(port, "kodomo");
    }

    void plant() {
        ids.put("openConvening", request());
        String request = "/convening-requests/" + request();
        String series = send(judge, request + "/judgement/new", request + "/judgement", fields("judgement", "CONVENE"));
        ids.put("series", last(series));
        Map<String, List<String>> calling = fields(
                "on", "R8.6.15", "from", "10:00", "place", "見本会議室", "purpose", SECRETS.get("sealed"), "secrecy", "YES");
        calling.put("members", List.of(agency("地域包括支援センター北"), agency("こども家庭センター")));
        ids.put("childAgency", agency("こども家庭センター"));
        String sitting = send(judge, series + "/sittings/new", series + "/sittings", calling);
        ids.put("sitting", last(sitting));
        send(member, sitting, sitting + "/entries", fields());
        send(
                member,
                sitting + "/materials/new",
                sitting + "/materials",
                fields("title", SECRETS.get("sealed"), "words", SECRETS.get("sealed")));
        send(judge, sitting + "/minutes/edit", sitting + "/minutes", fields("summary", SECRETS.get("sealed")));
        send(
                judge,
                sitting + "/decisions/new",
                sitting + "/decisions",
                fields("what", SECRETS.get("sealed"), "by", agency("こども家庭センター"), "due", "R8.7.10"));
        ids.put("sealedDecision", Planted.key(judge.get(sitting).body(), "/decisions/([0-9a-f-]{36})/"));
        outward(sitting);
    }

    private void outward(String sitting) {
        ids.put(
                "cooperation",
                last(send(
                        judge,
                        sitting + "/cooperation-requests/new",
                        sitting + "/cooperation-requests",
                        fields(
                                "to",
                                agency("障害者相談支援センターかさね"),
                                "question",
                                SECRETS.get("cooperation"),
                                "due",
                                "R8.6.29"))));
        ids.put(
                "release",
                last(send(
                        judge,
                        sitting + "/releases/new",
                        sitting + "/releases",
                        fields(
                                "piece",
                                "minutes",
                                "words",
                                SECRETS.get("released"),
                                "basis",
                                "PROTECTION_OF_LIFE",
                                "reason",
                                "見本の理由",
                                "to",
                                agency("障害者相談支援センターかさね")))));
    }

    private String request() {
        return last(send(
                asker,
                "/convening-requests/new",
                "/convening-requests",
                fields(
                        "called",
                        SECRETS.get("called"),
                        "worry",
                        SECRETS.get("worry"),
                        "noConsent",
                        "NOT_MET",
                        "urgent",
                        "NO")));
    }

    private String agency(String name) {
        return Planted.key(asker.get("/agencies").body(), "href=\"/agencies/(\\d+)\"[^>]*>\\s*" + Pattern.quote(name));
    }

    private static String last(String location) {
        return location.substring(location.lastIndexOf('/') + 1).replaceAll("[?#].*", "");
    }

    private static Map<String, List<String>> fields(String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], new ArrayList<>(List.of(pairs[i + 1])));
        }
        return fields;
    }

    private static String send(Web web, String page, String action, Map<String, List<String>> fields) {
        return Planted.sent(web.post(web.get(page), action, fields), action, fields);
    }
}
