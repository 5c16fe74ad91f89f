package dev.descent.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person at a real Chromium without a screen, as the packages chromium and chromium-driver of Debian bring it. Where it is missing the test is skipped. */
final class Browser implements AutoCloseable {

    /** A phone's, and a desk's. */
    static final int NARROW = 390;
    static final int WIDE = 1280;

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final String AXE = resource("/axe.min.js");
    private static final String BARRIERS = """

            ;return axe.run().then(found => found.violations.filter(one => ['serious', 'critical'].includes(one.impact))
              .flatMap(one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary)));""";

    private final ChromeDriver driver;
    private final String base;

    private Browser(ChromeDriver driver, String base) {
        this.driver = driver;
        this.base = base;
    }

    /** @param base scheme, host and port of the service */
    static Browser open(String base) {
        var chromium = Program.find("chromium", "the console is", "chromium", "chromium-browser", "google-chrome");
        var chromedriver = Program.find("chromium-driver", "the console is", "chromedriver");
        var logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking");
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        var service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver).usingAnyFreePort().build();
        var browser = new Browser(new ChromeDriver(service, options), base);
        browser.look(WIDE, false);
        return browser;
    }

    private static String resource(String name) {
        try (var in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param address behind the service's, such as {@code /#/runs} */
    void visit(String address) {
        driver.get(base + address);
    }

    /** Until there is one of these. */
    WebElement see(String css) {
        return await("something like " + css, _ -> driver.findElements(By.cssSelector(css)).stream().filter(WebElement::isDisplayed).findFirst().orElse(null));
    }

    void click(String css) {
        see(css).click();
    }

    /** Until an element's attribute, or its text without one, has something in it. */
    String await(String css, String attribute, String part) {
        return await(css + " with " + part, _ -> Optional.ofNullable(attribute == null ? see(css).getText() : see(css).getDomAttribute(attribute))
                .filter(text -> text.contains(part)).orElse(null));
    }

    /** Until a script returns something true. */
    void awaitScript(String script) {
        await(script, _ -> Boolean.TRUE.equals(driver.executeScript("return !!(() => {" + script + "})()")) ? true : null);
    }

    /** Types into a field in place of what stands there. */
    void fill(String css, String text) {
        var field = see(css);
        field.clear();
        field.sendKeys(text);
    }

    /** Presses keys at an element, as a person without a mouse does. */
    void type(String css, CharSequence... keys) {
        see(css).sendKeys(keys);
    }

    void choose(String css, String option) {
        new Select(see(css)).selectByVisibleText(option);
    }

    /** Gives a file to a file field. */
    void give(String css, Path file) {
        see(css).sendKeys(file.toAbsolutePath().toString());
    }

    /** Lets go of a file, dragged from elsewhere, over something. */
    void drop(String css, String name, String content) {
        see(css);
        driver.executeScript("""
                const transfer = new DataTransfer();
                transfer.items.add(new File([arguments[2]], arguments[1]));
                ['dragenter', 'dragover', 'drop'].forEach(type => document.querySelector(arguments[0]).dispatchEvent(new DragEvent(type, {bubbles: true, cancelable: true, dataTransfer: transfer})));""",
                css, name, content);
    }

    /** To the question that the page asks. */
    void agree() {
        driver.switchTo().alert().accept();
    }

    /** A button or a link by what is written on it. */
    void press(String text) {
        await("a button or link " + text, _ -> driver.findElements(By.cssSelector("main button, main a, main summary")).stream()
                .filter(WebElement::isDisplayed).filter(one -> one.getText().strip().equals(text)).findFirst().orElse(null)).click();
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    /** Runs in every page that is opened from now on, before its own scripts. */
    void beforeAnything(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Until this expression is true in the page. */
    void awaitTrue(String expression) {
        await(expression, _ -> Boolean.TRUE.equals(run("return " + expression)) ? expression : null);
    }

    String address() {
        return driver.getCurrentUrl().substring(base.length());
    }

    private <T> T await(String what, Function<Object, T> condition) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100)).ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + " at " + address() + " among:\n" + driver.findElement(By.tagName("body")).getText()).until(condition::apply);
    }

    /** Looks through a window of another width, or with dark colours. */
    void look(int width, boolean dark) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"), Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width == NARROW));
    }

    /** Writes pictures of the whole screen for people to look at: light, dark, and as on a phone; none of which may keep anybody out. */
    void picture(String name) {
        picture(name, WIDE, true);
        picture(name, NARROW, false);
        picture(name, WIDE, false);
    }

    /** The upper part of the screen, for the README. */
    void portrait(String name, int width, int height) {
        look(width, false);
        run("document.activeElement.blur(); return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        save(name, width, height);
        look(WIDE, false);
    }

    private void picture(String name, int width, boolean dark) {
        look(width, dark);
        run("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat((List<?>) driver.executeScript(AXE + BARRIERS)).as("barriers of %s at %d pixels, %s", name, width, dark ? "dark" : "light").isEmpty();
        assertThat((Boolean) run("return document.documentElement.scrollWidth <= innerWidth")).as("%s fits %d pixels", name, width).isTrue();
        save(name + (width == NARROW ? "-phone" : dark ? "-dark" : "-light"), width, run("return document.documentElement.scrollHeight"));
    }

    private void save(String name, int width, Object height) {
        var clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        var taken = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) taken.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a person would find in the developer's tools: no error, and nothing from elsewhere. */
    void isClean() {
        isCleanBut("\0");
    }

    /** @param refused an address to which something was sent that is refused on purpose, which the browser notes by itself */
    void isCleanBut(String refused) {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .filteredOn(entry -> !entry.getMessage().matches(".*" + refused + " .*status of 422.*")).isEmpty();
        assertThat((List<?>) run("return performance.getEntriesByType('resource').map(entry => entry.name)"))
                .isNotEmpty().allSatisfy(address -> assertThat((String) address).startsWith(base + "/"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
