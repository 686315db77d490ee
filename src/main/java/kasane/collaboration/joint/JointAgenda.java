package kasane.collaboration.joint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.conference.AgendaKind;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import org.springframework.stereotype.Component;

/** 議題「連携支援」: what a 個別ケース会議 may conclude about it, and what follows from that. */
@Component
class JointAgenda implements AgendaKind {

    static final String KIND = "collaboration.joint";

    /** The bodies that may talk about it. */
    static final Set<String> BODIES = Set.of("CASE", "CARE");

    private static final String GO_ON = "JOINT_ON";
    private static final String TO_MULTI = "JOINT_MULTI";
    private static final Map<String, String> ENDINGS = Map.of("JOINT_SOLVED", "SOLVED", "JOINT_ONE", "ONE");

    private final Db db;
    private final JointSupports supports;

    JointAgenda(Db db, JointSupports supports) {
        this.db = db;
        this.supports = supports;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> bodies() {
        return BODIES;
    }

    @Override
    public Optional<Topic> topic(Viewer.Staff viewer, UUID subject) {
        return found(viewer, subject)
                .map(opened -> new Topic(
                        "連携支援",
                        null,
                        opened.support().household(),
                        opened.support().persons(),
                        JointSupports.path(subject)));
    }

    private Optional<JointSupports.Opened> found(Viewer.Staff viewer, UUID subject) {
        try {
            return Optional.of(supports.find(viewer, subject));
        } catch (NotVisible hidden) {
            return Optional.empty();
        }
    }

    @Override
    public Set<AgencyId> team(Viewer.Staff viewer, UUID subject) {
        return found(viewer, subject).stream()
                .flatMap(opened -> opened.seats().stream())
                .filter(seat -> SeatFlow.isTaken(seat.state()))
                .map(JointSupports.Seat::agency)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Panel> panel(Viewer.Staff viewer, UUID subject) {
        return found(viewer, subject).map(opened -> {
            JointSupports.Support support = opened.support();
            List<Panel.Line> lines = new ArrayList<>();
            lines.add(line(support, support.role(), support.leadName()));
            opened.seats().stream()
                    .filter(seat -> SeatFlow.isTaken(seat.state()))
                    .forEach(seat -> lines.add(line(support, seat.part(), seat.name())));
            return new Panel(List.of(new Panel.Fact("いっしょに目指すこと", support.aim())), lines);
        });
    }

    private static Panel.Line line(JointSupports.Support support, String part, String who) {
        return new Panel.Line(support.persons(), support.aim(), part, who, "", "");
    }

    @Override
    public Set<String> conclusions() {
        return Set.of(GO_ON, "JOINT_SOLVED", "JOINT_ONE", TO_MULTI);
    }

    @Override
    public Set<String> conclusionsWithLead() {
        return Set.of();
    }

    @Override
    public Decision<UUID> conclude(Viewer.Staff viewer, UUID subject, Conclusion conclusion) {
        return db.transact(viewer, () -> {
            JointSupports.Opened opened = supports.led(viewer, subject);
            if (opened.state() != JointFlow.State.RUNNING) {
                // It went another way meanwhile: the item still comes to an end, and changes nothing more.
                return Decision.allow(subject);
            }
            return switch (conclusion.code()) {
                case GO_ON -> supports.review(viewer, subject, db.today(viewer), "個別ケース会議で話し合い、続けることにした。", null);
                case TO_MULTI -> supports.step(viewer, subject, JointFlow.Step.HAND_UP, "");
                default -> supports.end(viewer, subject, ENDINGS.getOrDefault(conclusion.code(), "OTHER"), "");
            };
        });
    }
}
