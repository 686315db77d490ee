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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route, asked by everybody: the status of the table, and the planted secrets only where the table lets them be. */
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
        return Matrix.ROWS.stream().map(row -> DynamicTest.dynamicTest(row.toString(), () -> ask(row)));
    }

    private void ask(Matrix.Row row) {
        Planted planted = Planted.on(port);
        String path = planted.path(row.sample());
        List<String> complaints = new ArrayList<>();
        for (String actor : List.of("visitor", "stranger", "system", "coordinator", "colleague")) {
            if (!row.isAsked(actor)) {
                continue;
            }
            Web web = browser(actor);
            long before = entries(planted);
            Web.Answer answer = row.method().equals("GET")
                    ? web.get(path)
                    : web.post(actor.equals("visitor") ? "/login" : "/households/new", path, Map.of());
            if (!row.allows(actor, answer.status())) {
                complaints.add(actor + " got " + answer.status() + " " + answer.location() + ", expected "
                        + row.expected().get(actor));
            }
            List<String> shown = Planted.SECRETS.entrySet().stream()
                    .filter(secret -> compact(answer.body()).contains(secret.getValue()))
                    .map(Map.Entry::getKey)
                    .filter(secret ->
                            !(actor.equals("colleague") && row.secrets().contains(secret)))
                    .toList();
            if (!shown.isEmpty()) {
                complaints.add(actor + " was shown " + shown);
            }
            boolean content = Planted.SECRETS.values().stream().anyMatch(compact(answer.body())::contains);
            if (content && entries(planted) == before) {
                complaints.add(actor + " was shown content, and the log knows nothing of it");
            }
        }
        assertThat(complaints).isEmpty();
    }

    private Web browser(String actor) {
        return BROWSERS.computeIfAbsent(
                actor, a -> a.equals("visitor") ? new Web(port) : Web.as(port, Matrix.ACTORS.get(a)));
    }

    private long entries(Planted planted) {
        try (AsRole root = AsRole.superuser(connections)) {
            return root.number(
                    "select count(*) from audit.entry where subjects && array[?, ?]::uuid[]",
                    planted.ids.get("household"),
                    planted.ids.get("person"));
        }
    }

    /** A phone number is found however its groups are parted. */
    private static String compact(String body) {
        return body.replaceAll("(?<=\\d)[-‐ ](?=\\d)", "");
    }
}
