package kasane.collaboration;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.conference.AgendaKind;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Reason;
import org.springframework.stereotype.Component;

/** 一部のもどしの協議: what an agency refused to take over, on the agenda of the next conference. */
@Component
class PartialAgenda implements AgendaKind {

    static final String KIND = "collaboration.part";

    private static final String LEAD_BACK = "LEAD_BACK";
    private static final String PASS_ON = "PASS_ON";
    private static final String CONTINUE = "CONTINUE";

    private final Db db;
    private final PartialHandBackStore store;
    private final PartialHandBacks partials;

    PartialAgenda(Db db, PartialHandBackStore store, PartialHandBacks partials) {
        this.db = db;
        this.store = store;
        this.partials = partials;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> conclusions() {
        return Set.of(LEAD_BACK, PASS_ON, CONTINUE);
    }

    @Override
    public Set<String> conclusionsWithLead() {
        return Set.of(LEAD_BACK, PASS_ON);
    }

    @Override
    public Optional<Topic> topic(Viewer.Staff viewer, UUID subject) {
        return db.transact(
                viewer,
                () -> store.find(viewer, subject)
                        .map(partial -> new Topic(
                                "一部のもどし（" + partial.toName() + "は対応不可）",
                                partial.caseId(),
                                partial.household(),
                                partial.persons(),
                                "/partial-hand-backs/" + partial.id())));
    }

    @Override
    public Decision<UUID> conclude(Viewer.Staff viewer, UUID subject, Conclusion conclusion) {
        return db.transact(viewer, () -> {
            PartialHandBacks.Partial partial = store.find(viewer, subject).orElse(null);
            if (partial == null) {
                return Decision.refuse(Reason.of("collaboration.refused.conclusion"));
            }
            if (partial.state() != PartialHandBackFlow.State.CONFERRING) {
                // It went another way meanwhile: the item still comes to an end, and changes nothing more.
                return conclusion.code().equals(CONTINUE)
                        ? Decision.allow(subject)
                        : Decision.refuse(Reason.of("collaboration.refused.part-not-conferred"));
            }
            if (conclusion.code().equals(CONTINUE)) {
                return partials.keep(viewer, subject);
            }
            return conclusion.lead() == null
                    ? Decision.refuse(Reason.of("collaboration.refused.lead-missing"))
                    : partials.named(viewer, partial, conclusion.lead(), conclusion.leadAgreed(), conclusion.item());
        });
    }
}
