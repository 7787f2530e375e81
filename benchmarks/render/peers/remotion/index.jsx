// The benchmark's film in Remotion, told by sheet.json: pictures in public/, beside the font.
import React from "react";
import { AbsoluteFill, Composition, Img, continueRender, delayRender } from "remotion";
import { registerRoot, staticFile, useCurrentFrame } from "remotion";
import sheet from "./sheet.json";

const waiting = delayRender("the captions' font");
const font = new FontFace("Captions", `url(${staticFile("captions.ttf")})`);
font.load().then((face) => {
  document.fonts.add(face);
  continueRender(waiting);
});

const window_ = (clip, frame) => {
  const share = (frame - clip.first) / Math.max(1, clip.stop - clip.first - 1);
  const zoom = clip.begin.zoom * Math.pow(clip.end.zoom / clip.begin.zoom, share);
  const at = (way) => {
    const centre = clip.begin[way] + (clip.end[way] - clip.begin[way]) * share;
    return Math.min(Math.max(centre - 0.5 / zoom, 0), 1 - 1 / zoom);
  };
  return { left: at("x"), top: at("y"), zoom };
};

const Picture = ({ clip, frame }) => {
  const { left, top, zoom } = window_(clip, frame);
  const played = frame - clip.first;
  const x = -left * zoom * sheet.width;
  const y = -top * zoom * sheet.height;
  return (
    <Img
      src={staticFile(clip.picture)}
      style={{
        position: "absolute",
        width: sheet.width,
        height: sheet.height,
        transformOrigin: "0 0",
        transform: `translate(${x}px, ${y}px) scale(${zoom})`,
        opacity: Math.min(1, (played + 1) / (clip.fade + 1)),
      }}
    />
  );
};

const Caption = ({ line, frame }) => (
  <div
    style={{
      position: "absolute",
      width: sheet.width,
      bottom: sheet.height * (1 - sheet.baseline) - 0.25 * sheet.size,
      textAlign: "center",
      fontFamily: "Captions",
      fontSize: sheet.size,
      lineHeight: 1.2,
      color: "white",
      paintOrder: "stroke fill",
      WebkitTextStroke: `${2 * sheet.outline}px black`,
    }}
  >
    {line.words.map((word, number) => (
      <span key={number} style={{ color: word.first <= frame && frame < word.stop ? "#FFD60A" : "white" }}>
        {word.text}{" "}
      </span>
    ))}
  </div>
);

const Film = () => {
  const frame = useCurrentFrame();
  const playing = (one) => one.first <= frame && frame < one.stop;
  return (
    <AbsoluteFill style={{ backgroundColor: "black" }}>
      {sheet.clips.filter(playing).map((clip) => (
        <Picture key={clip.first} clip={clip} frame={frame} />
      ))}
      {sheet.lines.filter(playing).map((line) => (
        <Caption key={line.first} line={line} frame={frame} />
      ))}
    </AbsoluteFill>
  );
};

registerRoot(() => (
  <Composition
    id="film"
    component={Film}
    durationInFrames={sheet.frames}
    fps={sheet.rate}
    width={sheet.width}
    height={sheet.height}
  />
));
