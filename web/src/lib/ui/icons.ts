/**
 * Every symbol, drawn on a 24 by 24 grid with one 2 px pen. One constant each, so a page carries only
 * the symbols it imports. Never gather them into an object: that would ship them all.
 */
export type IconPath = `M${string}`;

export const iconAgain: IconPath = 'M19.5 11.5a7.7 7.7 0 1 0-2.3 6M20 5.5v6h-6';
export const iconAlert: IconPath = 'M12 4.5l8.5 15h-17zM12 10.5v4M12 17v.1';
export const iconAnswerDoing: IconPath =
  'M4 20.5h16M12 20.5V8M12 17c-3.5.5-5.5-1-6-4.5 3.5-.5 5.5 1 6 4.5zM12 14c.5-3.5 2.5-5 6-4.5-.5 3.5-2.5 5-6 4.5zM12 8c-1.8-1.6-1.8-3.6 0-5.5 1.8 1.9 1.8 3.9 0 5.5z';
export const iconAnswerDone: IconPath =
  'M12 21v-8M12 3c4.5 0 6 3 5.5 5 2.5.5 3.5 5.5-1 6H7.5c-4.5-.5-3.5-5.5-1-6C6 6 7.5 3 12 3zM9.3 9.3l2 2 3.7-3.7';
export const iconAnswerHeard: IconPath =
  'M4 18h16M12 18c-3-1.5-3.5-5.5-.5-8.5 3.5 2 4 6.5.5 8.5zM6.5 7a7.5 7.5 0 0 1 11 0';
export const iconAnswerLooking: IconPath =
  'M4 20h16M12 20v-6M12 14c-3.5.5-5.5-1-6-4.5 3.5-.5 5.5 1 6 4.5zM12 14c.5-3.5 2.5-5 6-4.5-.5 3.5-2.5 5-6 4.5z';
export const iconAnswerNot: IconPath =
  'M4 20.5h16M12 20.5V5M12 14l-4.5-3.5M12 11l4.5-3.5M12 17.5l3.5-2';
export const iconArrowUpRight: IconPath = 'M6.5 17.5L18 6M9 6h9v9';
export const iconBin: IconPath =
  'M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5';
export const iconBolt: IconPath = 'M13 3L5.5 13.5h5L10 21l8-11h-5.5z';
export const iconBook: IconPath =
  'M12 6.5C9.5 4.8 6.5 4.5 4 5v13.5c2.5-.5 5.5-.2 8 1.5 2.5-1.7 5.5-2 8-1.5V5c-2.5-.5-5.5-.2-8 1.5zM12 6.5V20';
export const iconBookmark: IconPath = 'M7 4.5h10V20l-5-4-5 4z';
export const iconBulb: IconPath =
  'M9.5 17.5h5M10.5 20.5h3M9 17.5c0-1.8-.6-2.5-1.5-3.5A6 6 0 1 1 16.5 14c-.9 1-1.5 1.7-1.5 3.5';
export const iconCalendar: IconPath =
  'M6.5 5.5h11a2.5 2.5 0 0 1 2.5 2.5v9.5a2.5 2.5 0 0 1 -2.5 2.5h-11a2.5 2.5 0 0 1 -2.5 -2.5v-9.5a2.5 2.5 0 0 1 2.5 -2.5M4 10.5h16M8.5 3.5v4M15.5 3.5v4';
export const iconCheck: IconPath = 'M5 12.5l4.5 4.5L19 7.5';
export const iconChevronDown: IconPath = 'M6 9.5l6 6 6-6';
export const iconClock: IconPath = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M12 7v5l3.2 2';
export const iconClose: IconPath = 'M6 6l12 12M18 6L6 18';
export const iconCover: IconPath =
  'M4 4l16 16M10.2 6.2A9.8 9.8 0 0 1 12 6c4.8 0 8.2 4 9.4 6a16 16 0 0 1-2.8 3.4M6.6 7.9A15.5 15.5 0 0 0 2.6 12c1.2 2 4.6 6 9.4 6 1.4 0 2.7-.3 3.9-.9M9.9 9.9a3 3 0 0 0 4.2 4.2';
export const iconCup: IconPath =
  'M5 9.5h11V15a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM16 11h1.3a2.3 2.3 0 0 1 0 4.6H16M8.5 3.5v2.5M12.5 3.5v2.5';
export const iconDoor: IconPath = 'M6 20V4.5h9V20M4 20h16M12 12.2v.1';
export const iconDown: IconPath = 'M12 5v13.5M6 12.5l6 6 6-6';
export const iconDownload: IconPath = 'M12 4v10.5M7.5 10.5L12 15l4.5-4.5M5 19.5h14';
export const iconDraw: IconPath = 'M3 15.5C5.5 8 9 5.5 10.2 8s-4 8-1.4 9S13.5 10 16 10s.8 5.5 5 5';
export const iconEmoji: IconPath =
  'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 10v.4M15 10v.4M8.5 14.5c1.6 1.9 5.4 1.9 7 0';
export const iconEye: IconPath =
  'M2.6 12C3.8 10 7.2 6 12 6s8.2 4 9.4 6c-1.2 2-4.6 6-9.4 6s-8.2-4-9.4-6zM9.2 12a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0 -5.6 0';
export const iconFace1: IconPath =
  'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 10v.4M15 10v.4M8.3 16.8c1.3-2.6 6.1-2.6 7.4 0M7.6 8.2l2.3-1.3M16.4 8.2l-2.3-1.3';
export const iconFace2: IconPath =
  'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 10v.4M15 10v.4M8.5 16.2c1.6-1.7 5.4-1.7 7 0';
export const iconFace3: IconPath =
  'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 10v.4M15 10v.4M8.7 15.3h6.6';
export const iconFace4: IconPath =
  'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 10v.4M15 10v.4M8.5 14.5c1.6 1.9 5.4 1.9 7 0';
export const iconFace5: IconPath =
  'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9 10v.4M15 10v.4M7.8 13.6h8.4c-.6 2.6-2.2 3.7-4.2 3.7s-3.6-1.1-4.2-3.7z';
export const iconFlag: IconPath = 'M6 21V4M6 5c4-2.5 7.5 2.5 12.5 0v9c-5 2.5-8.5-2.5-12.5 0';
export const iconGlobe: IconPath =
  'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M3 12h18M12 3c3 2.8 3.8 6 3.8 9s-.8 6.2-3.8 9c-3-2.8-3.8-6-3.8-9S9 5.8 12 3z';
export const iconHand: IconPath =
  'M7 12.5V7.2a1.4 1.4 0 0 1 2.8 0V5a1.4 1.4 0 0 1 2.8 0v1.5a1.4 1.4 0 0 1 2.8 0v2a1.4 1.4 0 0 1 2.8 0V15a6 6 0 0 1-6 6c-3 0-4.3-1.3-5.7-4L4.2 13.3c-.7-1.5 1.3-2.4 2.2-1.2z';
export const iconHard: IconPath =
  'M7.5 14.5a4 4 0 0 1 .3-8 5 5 0 0 1 9.3 1.7 3.2 3.2 0 0 1-.3 6.3zM8.5 18v2M12.3 18v2.5M16 18v2';
export const iconHeart: IconPath = 'M12 20l-7.3-7.2A4.6 4.6 0 0 1 12 7.3a4.6 4.6 0 0 1 7.3 5.5z';
export const iconHelp: IconPath =
  'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M9.4 9.6a2.6 2.6 0 1 1 3.8 2.3c-.9.5-1.2 1-1.2 1.9M12 17v.1';
export const iconHome: IconPath = 'M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-5.5h4V20';
export const iconLeaf: IconPath = 'M12 20.5V13M12 13c-4.5-3.5-4.5-7 0-10 4.5 3 4.5 6.5 0 10z';
export const iconLeft: IconPath = 'M19 12H5.5M11.5 6l-6 6 6 6';
export const iconLink: IconPath =
  'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1';
export const iconList: IconPath = 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.1M4.5 12v.1M4.5 17.5v.1';
export const iconLock: IconPath =
  'M7.5 11h9a2.5 2.5 0 0 1 2.5 2.5v4.5a2.5 2.5 0 0 1 -2.5 2.5h-9a2.5 2.5 0 0 1 -2.5 -2.5v-4.5a2.5 2.5 0 0 1 2.5 -2.5M8 11V8a4 4 0 0 1 8 0v3M12 15v1.5';
export const iconMeToo: IconPath =
  'M3.2 12a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0 -11.6 0M9.2 12a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0 -11.6 0';
export const iconMerge: IconPath = 'M5 5c0 5 3 6 7 7v7.5M19 5c0 5-3 6-7 7M9 16.5l3 3 3-3';
export const iconMic: IconPath =
  'M12 3h0a3 3 0 0 1 3 3v5a3 3 0 0 1 -3 3h-0a3 3 0 0 1 -3 -3v-5a3 3 0 0 1 3 -3M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21';
export const iconMinus: IconPath = 'M5 12h14';
export const iconMore: IconPath =
  'M5.5 4.5h13a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H12l-4.5 4v-4h-2a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM8.3 10.5v.1M12 10.5v.1M15.7 10.5v.1';
export const iconMove: IconPath =
  'M12 3.5v17M3.5 12h17M9.5 6L12 3.5 14.5 6M9.5 18l2.5 2.5 2.5-2.5M6 9.5L3.5 12 6 14.5M18 9.5l2.5 2.5-2.5 2.5';
export const iconPause: IconPath = 'M8.5 5.5v13M15.5 5.5v13';
export const iconPen: IconPath =
  'M4 20l1-4.2L15.8 5a1.4 1.4 0 0 1 2 0L19 6.2a1.4 1.4 0 0 1 0 2L8.2 19zM13.8 7l3.2 3.2';
export const iconPeople: IconPath =
  'M5.8 8.5a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0M3 19.5a6 6 0 0 1 12 0M15.8 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14.2a6 6 0 0 1 3.5 5.3';
export const iconPhone: IconPath =
  'M9.5 3h5a2.5 2.5 0 0 1 2.5 2.5v13a2.5 2.5 0 0 1 -2.5 2.5h-5a2.5 2.5 0 0 1 -2.5 -2.5v-13a2.5 2.5 0 0 1 2.5 -2.5M11 18h2';
export const iconPicture: IconPath =
  'M5.5 4.5h13a2.5 2.5 0 0 1 2.5 2.5v10a2.5 2.5 0 0 1 -2.5 2.5h-13a2.5 2.5 0 0 1 -2.5 -2.5v-10a2.5 2.5 0 0 1 2.5 -2.5M6.9 9.8a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0M4 18l5-4.5 3.5 3 3-2.5 4.5 4';
export const iconPlay: IconPath = 'M8 5.5l10.5 6.5L8 18.5z';
export const iconPlus: IconPath = 'M12 5v14M5 12h14';
export const iconPrint: IconPath = 'M7 8V4h10v4M7 16H4.5V8h15v8H17M7 13.5h10V20H7z';
export const iconQuote: IconPath = 'M10 7H5v5h5V7c0 5-.8 8-4 10M19 7h-5v5h5V7c0 5-.8 8-4 10';
export const iconRight: IconPath = 'M5 12h13.5M12.5 6l6 6-6 6';
export const iconSay: IconPath =
  'M4 10v4h3l8 4.5v-13L7 10zM18.5 9.5a3.5 3.5 0 0 1 0 5M7 14l1.5 5.5';
export const iconSealed: IconPath =
  'M6.5 9h11a2.5 2.5 0 0 1 2.5 2.5v6.5a2.5 2.5 0 0 1 -2.5 2.5h-11a2.5 2.5 0 0 1 -2.5 -2.5v-6.5a2.5 2.5 0 0 1 2.5 -2.5M4 11l8 5.5 8-5.5M12 3.5v3M8 4.5l1 2M16 4.5l-1 2';
export const iconSent: IconPath = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0M8 12.4l2.8 2.8L16 9.6';
export const iconShapes: IconPath = 'M4 4.5h6.5V11H4zM17 4.2a3.4 3.4 0 1 1-.1 0M12 13.5l4.5 7h-9z';
export const iconSpeaker: IconPath =
  'M4 9.5v5h3.5L12.5 19V5L7.5 9.5zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a7.8 7.8 0 0 1 0 11';
export const iconStar: IconPath =
  'M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z';
export const iconStill: IconPath = 'M9 4h6M10 4v5.5l-3 3.2v1.8h10v-1.8l-3-3.2V4M12 14.5v6';
export const iconStrand: IconPath =
  'M3.5 5c7 0 6 7 12 7M3.5 19c7 0 6-7 12-7M3.5 12H20M16.5 8.5L20 12l-3.5 3.5';
export const iconSwap: IconPath = 'M4 8.5h14M14.5 5L18 8.5 14.5 12M20 15.5H6M9.5 12L6 15.5 9.5 19';
export const iconTalk: IconPath =
  'M5.5 4.5h13a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H12l-4.5 4v-4h-2a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM12 13.6l-2.7-2.5a1.7 1.7 0 0 1 2.7-2 1.7 1.7 0 0 1 2.7 2z';
export const iconTree: IconPath =
  'M12 21v-11M12 16c-4.5 0-7-2-7.5-5.5 3.5-.5 6 .5 7.5 3.5M12 12.5c.5-4 3-6 7.5-6 0 4-2.5 6.5-7.5 6.5M12 10c-1.5-2-1.5-4.5 0-7 1.5 2.5 1.5 5 0 7';
export const iconUndo: IconPath = 'M8 6.5L3.5 11 8 15.5M4 11h10.5a5 5 0 0 1 0 10H12';
export const iconUnsure: IconPath =
  'M3.5 9.5c2-3 4-3 6 0s4 3 5.5 0 3.5-3 5.5 0M3.5 16c2-3 4-3 6 0s4 3 5.5 0 3.5-3 5.5 0';
export const iconUp: IconPath = 'M12 19V5.5M6 11.5l6-6 6 6';
