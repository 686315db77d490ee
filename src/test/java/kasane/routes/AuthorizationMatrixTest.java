package kasane.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kasane.postgres.Connections;
import kasane.testing.AsRole;
import kasane.testing.Promise;
import kasane.testing.Web;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route, asked by everybody: the status of the table, and of the planted secrets exactly those of the table. */
@WithKasane
@Tag("authorisation")
@Promise({"G3", "G7"})
class AuthorizationMatrixTest {

    @LocalServerPort
    int port;

    @Autowired
    Connections connections;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    private static final Map<String, Web> BROWSERS = new LinkedHashMap<>();

    /** One connection for thousands of questions to the log: opening one costs more than the question. */
    private static @Nullable AsRole root;

    @Test
    void every_route_has_a_row_and_every_row_a_route() {
        Set<String> routes = new TreeSet<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith("kasane.")) {
                for (String pattern : info.getPatternValues()) {
                    info.getMethodsCondition().getMethods().forEach(method -> routes.add(method + " " + pattern));
                    assertThat(info.getMethodsCondition().getMethods())
                            .as(pattern)
                            .isNotEmpty();
                }
            }
        });
        Set<String> rows =
                new TreeSet<>(Matrix.ROWS.stream().map(Object::toString).toList());
        assertThat(rows).isEqualTo(routes);
    }

    @TestFactory
    Stream<DynamicTest> every_route_answers_everybody_as_the_table_says() {
        return Matrix.ROWS.stream().map(row -> DynamicTest.dynamicTest(row + " " + row.sample(), () -> ask(row)));
    }

    private void ask(Matrix.Row row) {
        Planted planted = Planted.on(port);
        String path = planted.path(row.sample());
        List<String> complaints = new ArrayList<>();
        for (String actor : Matrix.ACTORS.keySet()) {
            if (!row.isAsked(actor)) {
                continue;
            }
            Web web = browser(actor);
            long before = lastEntry();
            Web.Answer answer = row.method().equals("GET")
                    ? web.get(path)
                    : web.post(actor.equals("visitor") ? "/login" : "/households/new", path, Map.of());
            if (!row.allows(actor, answer.status())) {
                complaints.add(actor + " got " + answer.status() + " " + answer.location() + ", expected "
                        + row.expected().get(actor));
            }
            Set<String> shown = shown(answer);
            // A form that comes back shows what its page shows, or what others wrote meanwhile; no other answer shows
            // anything.
            boolean page = Set.of(200, 409, 422).contains(answer.status());
            if (page ? !row.allows(actor, shown) : !shown.isEmpty()) {
                complaints.add(actor + " was shown " + shown + ", expected " + row.secrets());
            }
            if (!shown.isEmpty() && !isLogged(planted, before)) {
                complaints.add(actor + " was shown content, and the log knows nothing of it");
            }
        }
        assertThat(complaints).isEmpty();
    }

    private static Set<String> shown(Web.Answer answer) {
        String text = Shown.text(answer);
        Set<String> shown = new TreeSet<>();
        Planted.SECRETS.forEach((name, secret) -> {
            if (text.contains(secret)) {
                shown.add(name);
            }
        });
        return shown;
    }

    private Web browser(String actor) {
        return BROWSERS.computeIfAbsent(
                actor, a -> a.equals("visitor") ? new Web(port) : Web.as(port, Matrix.ACTORS.get(a)));
    }

    private AsRole root() {
        if (root == null) {
            root = AsRole.superuser(connections);
        }
        return root;
    }

    private long lastEntry() {
        return root().number("select coalesce(max(id), 0) from audit.entry");
    }

    private boolean isLogged(Planted planted, long before) {
        // A 開催依頼 stands on a subject of its own, which no page names.
        return root().number("""
                select count(*) from audit.entry
                where id > ? and (item = any (?::uuid[])
                  or subjects && (?::uuid[] || (select array_agg(c.household_id) from conference.convening c
                                                where c.id = any (?::uuid[]))))
                """, before, planted.keys(), planted.keys(), planted.keys()) > 0;
    }

    @AfterAll
    static void close() {
        if (root != null) {
            root.close();
        }
    }
}
