package kasane.operations.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A form of the demonstration is filled as its reader could fill it, and in no other way. */
@Tag("rules")
@Promise("C7")
class PageFormTest {

    private static final String PAGE = """
            <form action="/logout" method="post"><input type="hidden" name="_csrf" value="other"></form>
            <form class="form" method="post" action="/notes?of=1&amp;by=2">
            <input type="hidden" name="_csrf" value="a&amp;b">
            <input class="input" name="place" value="自宅">
            <textarea class="input" name="facts">
            見た &lt;こと&gt;</textarea>
            <input type="radio" id="f-a" name="audience" value="OWN" checked><label for="f-a">自機関だけ</label>
            <input type="radio" id="f-b" name="audience" value="TEAM"><label for="f-b">支援チームにも見せる</label>
            <input type="checkbox" id="f-1" name="issues" value="01"><label for="f-1">住まい</label>
            <input type="checkbox" id="f-2" name="issues" value="02"><label for="f-2">介護</label>
            <select name="method"><option value="">選んでください</option><option value="03">訪問</option></select>
            <button type="submit" name="step" value="save">記録する</button>
            </form>""";

    private final PageForm form = new PageForm(PAGE, "/notes?of=1&by=2");

    @Test
    void what_the_page_holds_is_sent_as_it_is() {
        assertThat(form.with(Typed.NOTHING))
                .isEqualTo(Map.of(
                        "_csrf", List.of("a&b"),
                        "place", List.of("自宅"),
                        "facts", List.of("見た <こと>"),
                        "audience", List.of("OWN"),
                        "method", List.of("")));
    }

    @Test
    void choices_are_taken_by_the_words_beside_them() {
        assertThat(form.with(Typed.of("audience", "支援チームにも見せる")
                        .and("issues", "住まい", "介護")
                        .and("method", "訪問")
                        .and("place", "窓口")
                        .and("step", "記録する")))
                .containsEntry("audience", List.of("TEAM"))
                .containsEntry("issues", List.of("01", "02"))
                .containsEntry("method", List.of("03"))
                .containsEntry("place", List.of("窓口"))
                .containsEntry("step", List.of("save"));
    }

    @Test
    void what_the_page_does_not_offer_cannot_be_sent() {
        assertThatThrownBy(() -> form.with(Typed.of("audience", "みんな"))).hasMessageContaining("みんな");
        assertThatThrownBy(() -> form.with(Typed.of("owner", "1"))).hasMessageContaining("owner");
        assertThatThrownBy(() -> new PageForm(PAGE, "/elsewhere")).hasMessageContaining("/elsewhere");
    }

    @Test
    void a_refusal_is_told_in_the_sentences_of_the_page() {
        assertThat(PageForm.errors("""
                <div class="error-summary" role="alert"><h2>1か所を直してください</h2><ul>
                <li><a href="#f-name">お名前を入れてください。</a></li></ul></div>""")).containsExactly("お名前を入れてください。");
        assertThat(PageForm.errors(PAGE)).isEmpty();
    }
}
