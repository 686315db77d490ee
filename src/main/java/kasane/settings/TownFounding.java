package kasane.settings;

import java.time.LocalDate;
import kasane.gate.Db;
import kasane.gate.Purpose;
import kasane.gate.Viewer;
import kasane.settings.dated.InForce;
import org.springframework.stereotype.Component;

/** 自治体の登録: names the town when an installation is set up, before anybody can sign in. */
@Component
public class TownFounding {

    private static final Viewer SET_UP = Viewer.job(Purpose.SET_UP);

    private static final String INSERT = """
            insert into settings.town (name, kana, code, status, valid_from, written_at)
            values (:name, :kana, :code, :status, :from, :now)
            """;

    private static final String NUMBER = """
            insert into settings.number (key, title, amount, valid_from, source, written_at)
            select :key, title, :amount, :from, :source, :now from settings.number
            where key = :key order by id desc limit 1
            """;

    private static final String BUMP = "update settings.revision set no = no + 1 where id = 1";

    private final Db db;
    private final InForce inForce;

    TownFounding(Db db, InForce inForce) {
        this.db = db;
        this.inForce = inForce;
    }

    /** The town from a day on. */
    public void found(String name, String kana, MunicipalityCode code, boolean preparing, LocalDate from) {
        db.run(SET_UP, () -> {
            db.sql(SET_UP, INSERT)
                    .param("name", name)
                    .param("kana", kana)
                    .param("code", code.digits())
                    .param("status", preparing ? "PREPARING" : "RUNNING")
                    .param("from", from)
                    .param("now", db.now(SET_UP))
                    .update();
            db.sql(SET_UP, BUMP).update();
            inForce.refreshAfterCommit();
        });
    }

    /** A number that is different in this town from the beginning. */
    public void number(String key, int amount, LocalDate from, String source) {
        db.run(SET_UP, () -> {
            db.sql(SET_UP, NUMBER)
                    .param("key", key)
                    .param("amount", amount)
                    .param("from", from)
                    .param("source", source)
                    .param("now", db.now(SET_UP))
                    .update();
            db.sql(SET_UP, BUMP).update();
            inForce.refreshAfterCommit();
        });
    }
}
