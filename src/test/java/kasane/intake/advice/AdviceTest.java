package kasane.intake.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kasane.gate.Db;
import kasane.gate.NotVisible;
import kasane.gate.Viewer;
import kasane.postgres.Connections;
import kasane.shared.Decision;
import kasane.shared.Reason;
import kasane.tasks.Tasks;
import kasane.testing.AsRole;
import kasane.testing.CaseStory;
import kasane.testing.People;
import kasane.testing.Promise;
import kasane.testing.TestClock;
import kasane.testing.WithKasane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** 支援者からの相談: nameless, between two agencies, never without somebody who has the next step, and counted. */
@WithKasane
@Tag("sql")
@Promise("F3")
class AdviceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    @Autowired
    ApplicationContext context;

    @Autowired
    Connections connections;

    @Autowired
    Advice advice;

    @Autowired
    Tasks tasks;

    @Autowired
    Db db;

    private Viewer.Staff asker;
    private Viewer.Staff coordinator;

    @BeforeEach
    void people() {
        asker = People.viewer(connections, "houkatsu");
        coordinator = People.viewer(connections, "suishin");
    }

    private Advice.NewAdvice about(String worry, @Nullable LocalDate wished) {
        return new Advice.NewAdvice(coordinator.agency(), "REFUSES", "OLD_AND_CHILD", worry, "", "ADVICE", wished);
    }

    private UUID asked() {
        return advice.ask(asker, about("80代の母と50代の長男。長男は受診を断っている。", null)).orElseThrow();
    }

    private static String refused(Decision<?> decision) {
        return decision instanceof Decision.Refused<?>(Reason reason) ? reason.key() : "allowed";
    }

    private List<String> waiting(Viewer.Staff viewer, UUID item) {
        return db.transact(viewer, () -> tasks.waiting(viewer, 500)).stream()
                .filter(task -> item.equals(task.item()))
                .map(Tasks.Task::kind)
                .toList();
    }

    @Test
    void what_is_asked_comes_back_with_advice_and_ends_with_how_it_went_on() {
        UUID id = asked();
        assertThat(waiting(coordinator, id)).containsExactly("intake.advise");
        assertThat(refused(advice.step(asker, id, Advice.Answer.of(AdviceFlow.Step.ADVISE, "自分で"))))
                .isEqualTo("intake.refused.other-side");
        advice.step(coordinator, id, Advice.Answer.of(AdviceFlow.Step.ADVISE, "保健師といっしょに訪ねてみましょう"))
                .orElseThrow();
        assertThat(waiting(coordinator, id)).isEmpty();
        assertThat(waiting(asker, id)).containsExactly("intake.advised");
        advice.step(asker, id, Advice.Answer.of(AdviceFlow.Step.MORE, "保健師にはどう頼めばよいですか"))
                .orElseThrow();
        advice.step(
                        coordinator,
                        id,
                        new Advice.Answer(AdviceFlow.Step.ACCOMPANY, "", TODAY.plusDays(3), "担当の職員と", "ご自宅", ""))
                .orElseThrow();
        advice.step(asker, id, new Advice.Answer(AdviceFlow.Step.CLOSE, "", null, "", "", "MULTI"))
                .orElseThrow();
        assertThat(advice.find(asker, id).state()).isEqualTo(AdviceFlow.State.CLOSED);
        assertThat(waiting(asker, id)).isEmpty();
    }

    @Test
    void the_wished_day_brings_the_answer_forward() {
        UUID id = advice.ask(asker, about("急ぎで助言がほしい。", TODAY.plusDays(1))).orElseThrow();
        assertThat(advice.find(coordinator, id).due()).isEqualTo(TODAY.plusDays(1));
    }

    @Test
    void whoever_is_named_in_the_own_records_or_by_a_telephone_is_not_sent() {
        new CaseStory(context).household();
        assertThat(refused(advice.ask(asker, about("架空谷 ミホンさんのことで", null)))).isEqualTo("intake.refused.advice-name");
        assertThat(refused(advice.ask(asker, about("架空谷　ﾐﾎﾝさんのことで", null)))).isEqualTo("intake.refused.advice-name");
        assertThat(refused(advice.ask(asker, about("電話は０９０－００００－１２３４です", null))))
                .isEqualTo("intake.refused.advice-phone");
        UUID id = asked();
        assertThat(refused(advice.step(
                        coordinator, id, Advice.Answer.of(AdviceFlow.Step.ADVISE, "0000-10-6600 に電話してください"))))
                .isEqualTo("intake.refused.advice-phone");
    }

    @Test
    void nobody_but_the_two_agencies_sees_it() {
        UUID id = asked();
        for (String login : List.of("jiritsu", "shougai", "system")) {
            Viewer.Staff other = People.viewer(connections, login);
            assertThatThrownBy(() -> advice.find(other, id)).as(login).isInstanceOf(NotVisible.class);
            try (AsRole role = AsRole.staff(connections, other, TestClock.START)) {
                assertThat(role.number("select count(*) from intake.advice where id = ?", id))
                        .as(login)
                        .isZero();
            }
        }
    }

    @Test
    void advice_and_company_are_counted_by_month_and_agency() {
        UUID id = asked();
        advice.step(coordinator, id, Advice.Answer.of(AdviceFlow.Step.ADVISE, "助言"))
                .orElseThrow();
        advice.note(coordinator, new Advice.Company(TODAY, 90, "ケアマネジャーと、80代の女性", "病院", "", ""))
                .orElseThrow();
        assertThat(refused(advice.note(coordinator, new Advice.Company(TODAY.plusDays(1), 90, "だれか", "病院", "", ""))))
                .isEqualTo("intake.refused.day-to-come");
        List<Advice.Count> counts = advice.counts(coordinator);
        assertThat(counts).anySatisfy(count -> {
            assertThat(count.agency()).isEqualTo("地域包括支援センター北");
            assertThat(count.month()).isEqualTo(TODAY.withDayOfMonth(1));
            assertThat(count.asked()).isPositive();
            assertThat(count.advised()).isPositive();
        });
        assertThat(counts).anySatisfy(count -> {
            assertThat(count.agency()).isEmpty();
            assertThat(count.along()).isPositive();
        });
        assertThatThrownBy(() -> advice.note(asker, new Advice.Company(TODAY, 1, "だれか", "どこか", "", "")))
                .isInstanceOf(NotVisible.class);
        assertThatThrownBy(() -> advice.counts(People.viewer(connections, "jiritsu")))
                .isInstanceOf(NotVisible.class);
    }
}
