package kasane.testing;

import kasane.postgres.Connections;
import org.springframework.context.ApplicationContext;

/** Gives かさね市 a 幹部会議 as long as it is open: no town has one without saying so. */
public final class ExecutiveBody implements AutoCloseable {

    private static final String FROM_NOW_ON = """
            insert into conference.body (code, nature, law, secrecy, preparing, open_to_all, held, takes_up, valid_from)
            select code, nature, law, secrecy, preparing, open_to_all, true, takes_up, '2026-04-01'
            from conference.body where code = 'EXECUTIVE' and valid_from = '2021-04-01'
            """;

    private static final String NO_MORE =
            "delete from conference.body where code = 'EXECUTIVE' and valid_from = '2026-04-01'";

    private final ApplicationContext context;

    public ExecutiveBody(ApplicationContext context) {
        this.context = context;
        say(FROM_NOW_ON);
    }

    private void say(String sql) {
        try (AsRole root = AsRole.superuser(context.getBean(Connections.class))) {
            root.script(sql);
        }
    }

    @Override
    public void close() {
        say(NO_MORE);
    }
}
