package kasane.home.genogram;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kasane.home.genogram.Drawing.Symbol;
import kasane.home.genogram.Family.Bond;
import kasane.home.genogram.Family.Child;
import kasane.home.genogram.Family.Couple;
import kasane.home.genogram.Family.Person;
import kasane.home.genogram.Family.Shape;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The genogram's layout; four pictures are kept and compared letter by letter. */
@Tag("rules")
class GenogramTest {
    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "kasane");

    static String svg(Drawing drawing) {
        StringOutput out = new StringOutput();
        ENGINE.render("home/genogram/drawing.jte", Map.of("drawing", drawing), out);
        return out.toString();
    }

    private static Symbol at(Drawing drawing, String id) {
        return drawing.symbols().stream()
                .filter(s -> s.person().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Promise("G8")
    void theKeptPicturesAreStillTheSame() throws IOException {
        Path out = Files.createDirectories(Path.of("target/genogram"));
        for (var picture : Families.all().entrySet()) {
            String svg = svg(picture.getValue());
            Files.writeString(out.resolve(picture.getKey() + ".svg"), svg);
            try (var kept = GenogramTest.class.getResourceAsStream("/genogram/" + picture.getKey() + ".svg")) {
                assertThat(kept).as(picture.getKey()).isNotNull();
                assertThat(svg).isEqualTo(new String(kept.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void partnersStandLevelWithTheManAtTheLeftAndChildrenBelowBetweenThem() {
        Drawing drawing = Genogram.draw(Families.kakuyama());
        Symbol man = at(drawing, "ショウゾウ");
        Symbol woman = at(drawing, "トメ");
        assertThat(man.y()).isEqualTo(woman.y());
        assertThat(man.x()).isLessThan(woman.x());
        assertThat(at(drawing, "ヒロシ").y()).isGreaterThan(man.y());
        assertThat(at(drawing, "ハル").y()).isGreaterThan(at(drawing, "ヒロシ").y());
    }

    @Test
    void nobodyStandsOnAnybodyElse() {
        for (Drawing drawing : Families.all().values()) {
            for (Symbol one : drawing.symbols()) {
                for (Symbol other : drawing.symbols()) {
                    if (one != other && one.y() == other.y()) {
                        assertThat(Math.abs(one.x() - other.x())).isGreaterThan(90);
                    }
                }
            }
        }
    }

    @Test
    void aDivorceHasItsMarkAndThoseWhoLiveElsewhereAreDottedOutsideTheLine() {
        Drawing drawing = Genogram.draw(Families.kakuyama());
        assertThat(drawing.lines()).anyMatch(line -> line.kind().equals("divorced"));
        assertThat(svg(drawing)).contains("person away");
        assertThat(drawing.spoken()).contains("ヨウコ50歳 別居");
        assertThat(Genogram.draw(new Family(
                                List.of(Families.away(Families.man("タロウ", "1", ""))), List.of(), List.of(), List.of()))
                        .boundary())
                .isNull();
    }

    @Test
    void contradictoryTiesAreDrawnAsFarAsTheyMakeSense() {
        List<Person> persons =
                List.of(Families.man("a", "1", ""), Families.woman("b", "2", ""), Families.man("c", "3", ""));
        Drawing drawing = Genogram.draw(new Family(
                persons,
                List.of(
                        new Couple("a", "a", Bond.MARRIED, false), new Couple("a", "b", Bond.MARRIED, false),
                        new Couple("b", "a", Bond.DIVORCED, false), new Couple("a", "nobody", Bond.MARRIED, false)),
                List.of(
                        new Child("a", "b"),
                        new Child("b", "c"),
                        new Child("c", "a"),
                        new Child("a", "a"),
                        new Child("nobody", "c")),
                List.of()));
        assertThat(drawing.symbols()).hasSize(3);
    }

    @Test
    void aHundredPersonsAndNobodyAtAllAreDrawnToo() {
        List<Person> persons = new ArrayList<>();
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            persons.add(new Person("p" + i, Shape.DIAMOND, "", "p" + i, "", true, false));
            if (i > 0) {
                children.add(new Child("p" + (i - 1) / 3, "p" + i));
            }
        }
        assertThat(Genogram.draw(new Family(persons, List.of(), children, List.of()))
                        .symbols())
                .hasSize(100);
        assertThat(Genogram.draw(new Family(List.of(), List.of(), List.of(), List.of()))
                        .symbols())
                .isEmpty();
    }

    @Test
    void namesAreWrittenAsText() {
        Person hostile = new Person("x", Shape.SQUARE, "<b>", "\"><script>", "&", true, false);
        assertThat(svg(Genogram.draw(new Family(List.of(hostile), List.of(), List.of(), List.of()))))
                .doesNotContain("<script>", "<b>");
    }

    @Test
    void theLeadHasItsMarkAndStandsFirst() {
        Drawing drawing = Ecomap.around(Genogram.draw(Families.kakuyama()), Families.agencies(7));
        assertThat(drawing.helpers().getFirst().lead()).isTrue();
        assertThat(svg(drawing)).contains(">主</text>");
        assertThat(drawing.spoken()).contains("地域包括支援センター北（主）");
    }
}
