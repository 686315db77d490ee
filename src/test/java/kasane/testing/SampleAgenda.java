package kasane.testing;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kasane.casework.Cases;
import kasane.conference.AgendaKind;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.Decision;
import kasane.shared.Reason;

/** An item about a whole case, for tests of conferences that do not care what is talked about; nothing follows from it. */
public final class SampleAgenda implements AgendaKind {

    public static final String KIND = "conference.sample";

    private final Cases cases;

    SampleAgenda(Cases cases) {
        this.cases = cases;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Topic> topic(Viewer.Staff viewer, UUID subject) {
        try {
            Cases.CaseFile file = cases.standing(viewer, subject).file();
            return Optional.of(new Topic(
                    "見本の議題", file.id(), file.household(), cases.persons(viewer, subject), "/cases/" + file.id()));
        } catch (NotVisible unseen) {
            return Optional.empty();
        }
    }

    @Override
    public Set<String> conclusions() {
        return Set.of("FIT", "LEAD_BACK", "CONTINUE");
    }

    @Override
    public Set<String> conclusionsWithLead() {
        return Set.of("LEAD_BACK");
    }

    /** What cannot be carried out is refused: CONTINUE stands for a case that has moved on. */
    @Override
    public Decision<UUID> conclude(Viewer.Staff viewer, UUID subject, Conclusion conclusion) {
        return conclusion.code().equals("CONTINUE")
                ? Decision.refuse(Reason.of("casework.refused.not-now"))
                : Decision.allow(subject);
    }
}
