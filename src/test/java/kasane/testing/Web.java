package kasane.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kasane.operations.demo.DemoPeople;

/** A browser without a screen: keeps cookies, signs in, and sends forms with the hidden keys of the page they stand on. */
public final class Web {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"(_[^\"]+)\" value=\"([^\"]*)\"");

    private final String base;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    public Web(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** The same browser somewhere else: as the proxy on the server's machine tells it. */
    public Web at(String address) {
        headers.put("X-Forwarded-For", address);
        return this;
    }

    /** The same browser, calling itself this. */
    public Web calledItself(String userAgent) {
        headers.put("User-Agent", userAgent);
        return this;
    }

    /** The same browser, into which somebody put this cookie. */
    public Web holding(String cookie) {
        headers.put("Cookie", cookie);
        return this;
    }

    /** What came back. */
    public record Answer(int status, String location, String body, HttpResponse<byte[]> response) {}

    /** A browser signed in as a person of the town. */
    public static Web as(int port, String login) {
        Web web = new Web(port);
        Answer answer =
                web.post("/login", "/login", Map.of("login", List.of(login), "password", List.of(DemoPeople.PASSWORD)));
        if (answer.status() != 303) {
            throw new IllegalStateException("could not sign in as " + login + ": " + answer.status());
        }
        return web;
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    /** Opens the page, takes its hidden keys, and posts the fields to the action. */
    public Answer post(String page, String action, Map<String, List<String>> fields) {
        return post(get(page), action, fields);
    }

    /** Posts the fields with the hidden keys of a page that is open already. */
    public Answer post(Answer page, String action, Map<String, List<String>> fields) {
        Map<String, List<String>> encoded = new LinkedHashMap<>();
        fields.forEach((name, values) ->
                encoded.put(name, values.stream().map(Web::encoded).toList()));
        return postEncoded(page, action, encoded);
    }

    /** The same with values that are encoded already, also as no browser would. */
    public Answer postEncoded(Answer page, String action, Map<String, List<String>> fields) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        hidden(page).forEach((key, value) -> all.put(key, List.of(encoded(value))));
        all.putAll(fields);
        StringBuilder body = new StringBuilder();
        all.forEach((name, values) -> values.forEach(value -> body.append(body.isEmpty() ? "" : "&")
                .append(encoded(name))
                .append('=')
                .append(value)));
        return send(HttpRequest.newBuilder(URI.create(base + action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Attaches a text file in the field {@code file}, with the hidden keys of a page that is open already. */
    public Answer upload(Answer page, String action, String name, String content) {
        return upload(page, action, Map.of(), name, content);
    }

    /** The same with what was typed beside it. */
    public Answer upload(Answer page, String action, Map<String, String> fields, String name, String content) {
        return upload(page, action, fields, "file", name, content);
    }

    /** The same for a file field of this name. */
    public Answer upload(
            Answer page, String action, Map<String, String> fields, String field, String name, String content) {
        String boundary = "kasane-" + name.hashCode();
        StringBuilder body = new StringBuilder();
        Map<String, String> all = new LinkedHashMap<>(hidden(page));
        all.putAll(fields);
        all.forEach((key, value) -> body.append("--" + boundary + "\r\n")
                .append("Content-Disposition: form-data; name=\"" + key + "\"\r\n\r\n" + value + "\r\n"));
        body.append("--" + boundary + "\r\n")
                .append("Content-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name + "\"\r\n")
                .append("Content-Type: text/plain\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n");
        return send(HttpRequest.newBuilder(URI.create(base + action))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** A value as it stands in a form or an address. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static Map<String, String> hidden(Answer page) {
        Map<String, String> keys = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            keys.putIfAbsent(hidden.group(1), hidden.group(2));
        }
        return keys;
    }

    private Answer send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Location").orElse(""),
                    new String(response.body(), StandardCharsets.UTF_8),
                    response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
