/**
 * 256 short words that can be read out and told apart: things of gardens, houses and weather. None
 * could hurt when it is the word somebody gets. They stand for a byte each, so their order may never
 * change, and they are the same in every language: what people compare has to look alike.
 */
export const WORDS: readonly string[] = `
acorn alder amber anchor apple apron arch arrow ash aspen attic autumn badge badger bamboo barley
barn basil basket beach beacon bean beech bell bench berry birch blanket bloom blue boat bonnet
book boot border bottle bough bowl bramble branch bread breeze brick bridge bright brook broom brush
bucket bud button cabin candle canoe canvas carpet carrot castle cedar chalk cherry chess chestnut chorus
cinnamon circle clay cliff cloak clock cloud clover coast cobble comet compass copper coral corn cosy
cotton cradle crane creek cress crisp crocus crown cushion daisy dawn deer dial dolphin door dove
drum dune eagle echo elder elm ember emerald fable falcon feather fern ferry fiddle field finch
fir flag flame flax flint flute foam forest forge fossil fountain fox frost garden garlic garnet
gate ginger glade glass globe glow goose grain granite grape grass green grove guitar gull hammock
harbour harp harvest hazel heather hedge heron hill hinge holly honey hood horizon icicle indigo island
ivory ivy jacket jasmine jewel jigsaw juniper kayak kettle kite kiwi ladder lagoon lake lamp lantern
larch lark latch laurel lavender lawn lemon lentil lichen lilac lily linen lizard loaf locket lotus
maple marble market marsh meadow melon mint mirror mitten moon moss mountain music nectar nest nettle
nutmeg oak oasis oat ocean olive onion opal orange orbit orchard otter oven owl oyster paddle
painter pansy paper parsley path peach pearl pebble pepper pine planet plum pocket pond poppy prism
pumpkin quilt rabbit radish rain raven reed ribbon ridge river robin rocket rose saddle sage willow
`
  .trim()
  .split(/\s+/);
