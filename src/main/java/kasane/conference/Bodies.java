package kasane.conference;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import kasane.gate.Db;
import kasane.gate.Duty;
import kasane.gate.Viewer;
import kasane.settings.Codes;
import kasane.settings.Town;
import org.springframework.stereotype.Component;

/** 会議体: the bodies a town may hold on a day, each with its law, its secrecy and what it may talk about. */
@Component
public class Bodies {

    private static final String IN_FORCE = """
            select distinct on (b.code) b.code, b.nature, b.law, b.secrecy, b.preparing, b.open_to_all,
              b.held, b.takes_up, b.valid_from
            from conference.body b where b.valid_from <= :day order by b.code, b.valid_from desc
            """;

    private static final String FROM = """
            insert into conference.body (code, nature, law, secrecy, preparing, open_to_all, held, takes_up, valid_from,
              source, written_by, written_at)
            select b.code, b.nature, :law, :secrecy, b.preparing, :openToAll, :held, b.takes_up, :from, :source, :staff, :now
            from conference.body b where b.code = :code order by b.valid_from desc limit 1
            on conflict (code, valid_from) do nothing
            """;

    private final Db db;
    private final Codes codes;
    private final Town town;

    Bodies(Db db, Codes codes, Town town) {
        this.db = db;
        this.codes = codes;
        this.town = town;
    }

    /** What a body may talk about. */
    public enum Nature {
        /** 本人の同意にもとづく: items about persons, consent by consent. */
        CONSENT,
        /** 法にもとづき、構成員のあいだに閉じる. */
        COMPARTMENT,
        /** 個人の情報を扱わない. */
        NO_PERSONAL_DATA
    }

    /**
     * A body.
     *
     * @param law       根拠
     * @param secrecy   where secrecy follows from; empty where no personal data are talked about
     * @param preparing towns in 移行準備 may hold it
     * @param openToAll any agency that works with cases convenes it, otherwise whoever is entrusted with 多機関協働
     * @param held      the town holds it
     * @param takesUp   it talks about what another body could not settle, and about nothing else
     */
    public record Body(
            String code,
            int edition,
            String label,
            Nature nature,
            String law,
            String secrecy,
            boolean preparing,
            boolean openToAll,
            boolean held,
            boolean takesUp,
            LocalDate from) {

        /** Whether it may be held together with another one of its kind: it talks about persons by their consent. */
        public boolean joins() {
            return nature == Nature.CONSENT && !takesUp;
        }
    }

    /** How a body is from a day on. */
    public record Change(
            String code, String law, String secrecy, boolean openToAll, boolean held, LocalDate from, String source) {}

    private record Rule(
            String code,
            Nature nature,
            String law,
            String secrecy,
            boolean preparing,
            boolean openToAll,
            boolean held,
            boolean takesUp,
            LocalDate from) {}

    /** The bodies in force on a day, in the order of the code list, whether or not this town may hold them. */
    private List<Body> on(Viewer.Staff viewer, LocalDate day) {
        return db.transact(viewer, () -> {
            Map<String, Rule> rules = db
                    .sql(viewer, IN_FORCE)
                    .param("day", day)
                    .list(row -> new Rule(
                            row.text("code"),
                            row.constant("nature", Nature.class),
                            row.text("law"),
                            row.text("secrecy"),
                            row.bool("preparing"),
                            row.bool("open_to_all"),
                            row.bool("held"),
                            row.bool("takes_up"),
                            row.date("valid_from")))
                    .stream()
                    .collect(Collectors.toMap(Rule::code, Function.identity()));
            return codes.list("conference-body", day).stream()
                    .flatMap(code -> Optional.ofNullable(rules.get(code.code()))
                            .map(rule -> new Body(
                                    code.code(),
                                    code.edition(),
                                    code.label(),
                                    rule.nature(),
                                    rule.law(),
                                    rule.secrecy(),
                                    rule.preparing(),
                                    rule.openToAll(),
                                    rule.held(),
                                    rule.takesUp(),
                                    rule.from()))
                            .stream())
                    .toList();
        });
    }

    /** Those that this town may hold today. */
    public List<Body> held(Viewer.Staff viewer) {
        boolean preparing = town.isPreparing();
        return db.transact(
                viewer,
                () -> on(viewer, db.today(viewer)).stream()
                        .filter(body -> body.held() && (body.preparing() || !preparing))
                        .toList());
    }

    /** Those of them that the viewer convenes: a compartment is convened by whoever the law names. */
    public List<Body> convened(Viewer.Staff viewer) {
        if (viewer.has(Duty.SYSTEM_ADMINISTRATOR)) {
            return List.of();
        }
        return held(viewer).stream()
                .filter(body -> body.nature() != Nature.COMPARTMENT)
                .filter(body -> body.openToAll() || viewer.has(Duty.COORDINATOR))
                .toList();
    }

    /** 幹部会議: the body to which the viewer can take what another could not settle; empty where the town has none. */
    public Optional<Body> above(Viewer.Staff viewer) {
        return convened(viewer).stream().filter(Body::takesUp).findFirst();
    }

    /** A body as it was on a day; empty for a code that has none. */
    public Optional<Body> find(Viewer.Staff viewer, String code, LocalDate day) {
        return on(viewer, day).stream().filter(body -> body.code().equals(code)).findFirst();
    }

    /** Every body that the law or the town knows, as it is on a day, whether or not the town holds it. */
    public List<Body> known(Viewer.Staff viewer, LocalDate day) {
        return on(viewer, day);
    }

    /** Changes a body from a day on; false where something has been said for that day already. */
    public boolean change(Viewer.Staff viewer, Change change) {
        viewer.require(Duty.SYSTEM_ADMINISTRATOR);
        return db.transact(
                viewer,
                () -> db.sql(viewer, FROM)
                                .param("code", change.code())
                                .param("law", change.law())
                                .param("secrecy", change.secrecy())
                                .param("openToAll", change.openToAll())
                                .param("held", change.held())
                                .param("from", change.from())
                                .param("source", change.source())
                                .param("staff", viewer.staff())
                                .param("now", db.now(viewer))
                                .update()
                        == 1);
    }

    /** Whether this town may hold the body today. */
    public boolean isHeld(Viewer.Staff viewer, String code) {
        return held(viewer).stream().anyMatch(body -> body.code().equals(code));
    }
}
