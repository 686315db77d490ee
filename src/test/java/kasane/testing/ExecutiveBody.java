package kasane.testing;

import kasane.postgres.Connections;
import kasane.settings.dated.InForce;
import org.springframework.context.ApplicationContext;

/** Gives かさね市 a 幹部会議 as long as it is open: no town has one without saying so. */
public final class ExecutiveBody implements AutoCloseable {

    private static final String FROM_NOW_ON = """
            update settings.code set valid_until = null where list = 'conference-body' and code = 'EXECUTIVE';
            update settings.revision set no = no + 1 where id = 1;
            """;

    private static final String NEVER = """
            update settings.code set valid_until = valid_from - 1 where list = 'conference-body' and code = 'EXECUTIVE';
            update settings.revision set no = no + 1 where id = 1;
            """;

    private final ApplicationContext context;

    public ExecutiveBody(ApplicationContext context) {
        this.context = context;
        say(FROM_NOW_ON);
    }

    private void say(String sql) {
        try (AsRole root = AsRole.superuser(context.getBean(Connections.class))) {
            root.script(sql);
        }
        context.getBean(InForce.class).follow();
    }

    @Override
    public void close() {
        say(NEVER);
    }
}
