package kasane.collaboration;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import kasane.casework.Cases;
import kasane.conference.Meetings;
import kasane.conference.Minutes;
import kasane.gate.Db;
import kasane.gate.Viewer;
import kasane.shared.AgencyId;
import kasane.shared.PersonId;
import kasane.testing.CaseStory;
import org.springframework.context.ApplicationContext;

/** A case of 架空谷家 with two persons: 障害相談 is covered for ミホン only, 自立相談 for both, 学校 for nobody. */
final class PlanStory {

    final Db db;
    final Plans plans;
    final PlanProposals proposals;
    final SupportDecisions decisions;
    final Cases cases;
    final Meetings meetings;
    private final Minutes minutes;
    final CaseStory story;
    final Viewer.Staff suishin;
    final Viewer.Staff kacho;
    final List<PersonId> persons;
    final UUID caseId;

    PlanStory(ApplicationContext context) {
        this(context, "架空谷");
    }

    /** About a household of this name, of two. */
    PlanStory(ApplicationContext context, String family) {
        db = context.getBean(Db.class);
        plans = context.getBean(Plans.class);
        proposals = context.getBean(PlanProposals.class);
        decisions = context.getBean(SupportDecisions.class);
        cases = context.getBean(Cases.class);
        meetings = context.getBean(Meetings.class);
        minutes = context.getBean(Minutes.class);
        story = new CaseStory(context)
                .household(family, "ミホン", "モケイ")
                .consent(0, "suishin", "shougai", "jiritsu")
                .consent(1, "suishin", "jiritsu")
                .send()
                .accept();
        suishin = story.coordinator;
        kacho = story.as("kacho");
        persons = story.persons();
        caseId = story.caseId();
    }

    Viewer.Staff as(String login) {
        return story.as(login);
    }

    AgencyId agency(String login) {
        return as(login).agency();
    }

    /** A draft about both. */
    UUID draft() {
        return plans.begin(suishin, caseId, new LinkedHashSet<>(persons), "SOLVING")
                .orElseThrow();
    }

    /** Saves a version with one line about each set of persons. */
    void write(UUID plan, List<Set<PersonId>> lines) {
        Plan now = plans.find(suishin, plan);
        List<PlanRules.NewLine> written = new ArrayList<>();
        for (Set<PersonId> about : lines) {
            int no = written.size() + 1;
            written.add(new PlanRules.NewLine(no, about, "", "見本の目標" + no, "見本の内容" + no, "", null, "", "", null));
        }
        Plan.Frame frame = now.frame();
        plans.write(
                        suishin,
                        plan,
                        now.version(),
                        new Plans.Written(
                                frame.kind(),
                                "NO",
                                "NO",
                                frame.from(),
                                frame.until(),
                                frame.nextMonitoring(),
                                frame.lead(),
                                frame.nextLead(),
                                new Plan.Words("見本の意向", "", "", "", "", "", "", "", "", "", ""),
                                written))
                .orElseThrow();
    }

    /** A conference of 多機関協働係, today. */
    UUID meeting() {
        LocalDate today = db.transact(suishin, () -> db.today(suishin));
        return meetings.convene(
                        suishin,
                        "MULTI",
                        new Meetings.Appointment(today, LocalTime.of(13, 30), LocalTime.of(15, 0), "見本の会議室"),
                        List.of())
                .orElseThrow();
    }

    /** A conference talks about the version and concludes. */
    void confer(UUID plan, String conclusion) {
        db.run(suishin, () -> {
            UUID meeting = meeting();
            Plans.Talk talk = proposals.propose(suishin, plan, meeting).orElseThrow();
            minutes.conclude(suishin, meeting, talk.item(), conclusion, null, false)
                    .orElseThrow();
        });
    }
}
