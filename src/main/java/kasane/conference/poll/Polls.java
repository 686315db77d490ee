package kasane.conference.poll;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import kasane.access.Agencies;
import kasane.audit.AuditTrail;
import kasane.audit.Detail;
import kasane.conference.Bodies;
import kasane.conference.Meetings;
import kasane.conference.poll.Candidates.Candidate;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.settings.Clocks;
import kasane.settings.Codes;
import kasane.shared.AgencyId;
import kasane.shared.Decision;
import kasane.shared.Ids;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 日程調整: proposes days to many agencies, takes their answers, and turns the day that suits into a meeting they are asked to. */
@Component
public class Polls {

    /** An agency has to say which days suit it. */
    static final String REPLY = "conference.poll";
    /** The convenor has to choose a day. */
    static final String SETTLE = "conference.settle";

    private final Db db;
    private final PollStore store;
    private final Meetings meetings;
    private final Bodies bodies;
    private final Agencies agencies;
    private final Tasks tasks;
    private final Clocks clocks;
    private final Codes codes;
    private final AuditTrail audit;

    Polls(
            Db db,
            PollStore store,
            Meetings meetings,
            Bodies bodies,
            Agencies agencies,
            Tasks tasks,
            Clocks clocks,
            Codes codes,
            AuditTrail audit) {
        this.db = db;
        this.store = store;
        this.meetings = meetings;
        this.bodies = bodies;
        this.agencies = agencies;
        this.tasks = tasks;
        this.clocks = clocks;
        this.codes = codes;
        this.audit = audit;
    }

    /** Whether a day suits. */
    public enum Suits {
        /** 〇. */
        YES,
        /** △. */
        MAYBE,
        /** ×. */
        NO
    }

    /** Days to be asked for; {@code asked} are the agencies that have accounts. */
    public record NewPoll(String body, String place, LocalDate answerBy, List<Candidate> days, Set<AgencyId> asked) {
        public NewPoll {
            days = List.copyOf(days);
            asked = Set.copyOf(asked);
        }
    }

    /** A 日程調整; {@code meeting} once a day has been chosen. */
    public record Poll(
            UUID id,
            AgencyId owner,
            String convenor,
            String phone,
            String staff,
            String body,
            int bodyEdition,
            String place,
            LocalDate answerBy,
            Instant askedAt,
            @Nullable UUID meeting,
            PollFlow.State state) {}

    /** An agency that was asked; {@code answers} in the order of the days, empty while there are none. */
    public record Asked(AgencyId agency, String name, List<Suits> answers, String note, String staff) {
        public Asked {
            answers = List.copyOf(answers);
        }
    }

    /** A 日程調整 that is opened: all answers for the convenor, otherwise the own one. */
    public record Opened(Poll poll, List<Candidate> days, List<Asked> asked, boolean own) {}

    static String path(UUID id) {
        return "/conference-polls/" + id;
    }

    /** Asks for days; each agency gets the work of answering, the convenor that of choosing. */
    public Decision<UUID> ask(Viewer.Staff viewer, NewPoll poll) {
        return db.transact(viewer, () -> {
            if (bodies.convened(viewer).stream().noneMatch(body -> body.code().equals(poll.body()))) {
                throw new NotVisible();
            }
            if (poll.asked().isEmpty()) {
                return Decision.refuse(Reason.of("conference.refused.poll-nobody"));
            }
            if (poll.answerBy().isBefore(db.today(viewer))) {
                return Decision.refuse(Reason.of("conference.refused.day-past"));
            }
            UUID id = Ids.next();
            store.add(viewer, id, codes.edition("conference-body", db.today(viewer)), poll);
            poll.asked().forEach(agency -> open(viewer, REPLY, id, agency, poll.answerBy(), null));
            open(viewer, SETTLE, id, viewer.agency(), clocks.due(SETTLE, poll.answerBy()), poll.answerBy());
            audit.written(viewer, "conference.poll", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    private void open(
            Viewer.Staff viewer, String kind, UUID id, AgencyId agency, LocalDate due, @Nullable LocalDate showsOn) {
        tasks.open(viewer, new Tasks.NewTask(kind, id, viewer.agency(), null, agency, null, due, path(id), showsOn));
    }

    /** Those that still ask, of the viewer's agency or asking it. */
    public List<Poll> open(Viewer.Staff viewer) {
        return db.transact(viewer, () -> store.open(viewer, 50));
    }

    /** The agencies that can be asked: those that work with cases and have accounts. */
    public List<Agencies.Agency> agencies(Viewer.Staff viewer) {
        return agencies.forCases(viewer).stream()
                .filter(agency -> !agency.onPaper() && !agency.id().equals(viewer.agency()))
                .toList();
    }

    /** One of the viewer's agency or asking it, or {@link NotVisible}. */
    public Opened find(Viewer.Staff viewer, UUID id) {
        return db.transact(viewer, () -> {
            Poll poll = store.find(viewer, id).orElseThrow(NotVisible::new);
            return new Opened(
                    poll,
                    store.days(viewer, id),
                    store.asked(viewer, id),
                    poll.owner().equals(viewer.agency()));
        });
    }

    /** 〇△× for every day, by an agency that was asked; a later answer takes the place of the former. */
    public Decision<UUID> reply(Viewer.Staff viewer, UUID id, List<Suits> answers, String note) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            if (opened.own()) {
                throw new NotVisible();
            }
            if (opened.poll().state() != PollFlow.State.ASKING) {
                return Decision.refuse(Reason.of("conference.refused.poll-ended"));
            }
            if (answers.size() != opened.days().size()) {
                return Decision.refuse(Reason.of("conference.refused.poll-answers"));
            }
            store.reply(viewer, id, answers, note);
            tasks.doneHere(viewer, REPLY, id);
            audit.written(viewer, "conference.poll-reply", List.of(), Detail.NONE.item(id));
            return Decision.allow(id);
        });
    }

    private Decision<PollFlow.State> take(Opened opened, PollFlow.Step step) {
        return PollFlow.FLOW.take(
                opened.poll().state(), step, opened.own() ? PollFlow.Side.CONVENOR : PollFlow.Side.ASKED);
    }

    /** 日を決める: the meeting, to which everybody is asked who was asked for days. */
    public Decision<UUID> settle(Viewer.Staff viewer, UUID id, int day, String place) {
        return db.transact(viewer, () -> {
            Opened opened = find(viewer, id);
            if (day < 0 || day >= opened.days().size()) {
                return Decision.refuse(Reason.of("conference.refused.poll-no-day"));
            }
            Candidate chosen = opened.days().get(day);
            if (chosen.on().isBefore(db.today(viewer))) {
                return Decision.refuse(Reason.of("conference.refused.day-past"));
            }
            return take(opened, PollFlow.Step.SETTLE)
                    .flatMap(state -> meetings.convene(
                            viewer,
                            opened.poll().body(),
                            new Meetings.Appointment(chosen.on(), chosen.from(), chosen.until(), place),
                            opened.asked().stream().map(Asked::agency).collect(Collectors.toSet())))
                    .flatMap(meeting -> store.settle(viewer, id, meeting) == 1
                            ? ended(viewer, id, meeting)
                            : Decision.refuse(Reason.of("conference.refused.meanwhile")));
        });
    }

    private Decision<UUID> ended(Viewer.Staff viewer, UUID id, UUID result) {
        tasks.doneAll(viewer, id);
        audit.written(viewer, "conference.poll-end", List.of(), Detail.NONE.item(id));
        return Decision.allow(result);
    }

    /** 取りやめる: nobody has to answer any more. */
    public Decision<UUID> drop(Viewer.Staff viewer, UUID id) {
        return db.transact(
                viewer,
                () -> take(find(viewer, id), PollFlow.Step.DROP)
                        .flatMap(state -> store.drop(viewer, id) == 1
                                ? ended(viewer, id, id)
                                : Decision.refuse(Reason.of("conference.refused.meanwhile"))));
    }
}
